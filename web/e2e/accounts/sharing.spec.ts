import { api, elsewhere, expect, newPerson, owner, realOnly, signIn, test } from "./support";

let made = 0;
const named = (what: string) => `${what} ${process.pid.toString(36)}${Date.now().toString(36)}${(made += 1)}`;

test("a collection is shared with a group one is in, and its people read it", async ({ page, browser }) => {
  realOnly("collections are the server's");
  // Four people in four browsers.
  test.slow();
  const [writer, reader, stranger] = [await newPerson(), await newPerson(), await newPerson()];
  const [group, collection] = [named("Group"), named("Collection")];
  await signIn(page, owner);
  const { body } = await api<{ id: string }>(page, "POST", "/groups", { name: group });
  for (const { email } of [writer, reader]) {
    const found = await api<{ data: { id: string }[] }>(page, "GET", `/users?q=${encodeURIComponent(email)}`);
    expect((await api(page, "PUT", `/groups/${body.id}/members/${found.body.data[0]?.id}`)).status).toBe(204);
  }

  const writing = await elsewhere(browser, writer);
  await writing.goto("/knowledge");
  await writing.getByRole("button", { name: "New collection" }).first().click();
  const form = writing.getByRole("dialog", { name: "New collection" });
  await form.getByLabel("Name").fill(collection);
  await expect(form.getByText("Everybody here")).toHaveCount(0);
  await form.getByText("Groups", { exact: true }).click();
  await form.getByRole("button", { name: "Create" }).click();
  await expect(form.getByRole("alert")).toBeVisible();
  await form.getByLabel(group).check();
  await form.getByRole("button", { name: "Create" }).click();
  await expect(writing.getByText(`shared with ${group}`)).toBeVisible();

  const reading = await elsewhere(browser, reader);
  await reading.goto("/knowledge");
  await reading.getByRole("link", { name: collection }).click();
  await expect(reading.getByRole("heading", { name: collection })).toBeVisible();
  await expect(reading.getByText("There are no documents in this collection yet.")).toBeVisible();
  await expect(reading.getByRole("button", { name: "Choose files" })).toHaveCount(0);
  await expect(reading.getByRole("button", { name: `Options for ${collection}` })).toHaveCount(0);

  const outside = await elsewhere(browser, stranger);
  await outside.goto(new URL(writing.url()).pathname);
  await expect(outside.getByText(/There is no such collection/)).toBeVisible();
});
