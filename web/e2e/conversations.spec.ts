import { unique } from "./support/chat";
import { expect, setSession, test } from "./support/test";

test.beforeEach(({ page }) => setSession(page, { model: { provider: "openai", model: "echo" } }));

test("rename, pin, find and delete a conversation", async ({ page, chat }) => {
  await chat.begin(unique("Organise"));
  await chat.ended();
  const before = await chat.sidebar.locator("[aria-current=page]").innerText();

  const title = unique("Renamed");
  await chat.menu(before, "Rename");
  await page.getByRole("textbox", { name: "Title of the conversation" }).fill(title);
  await page.keyboard.press("Enter");
  await expect(chat.row(title)).toBeVisible();
  await expect(page).toHaveTitle(`${title} · Parley`);

  // The list shows it before the server has it, and what is loaded anew shows what the server has.
  const saved = page.waitForResponse((response) => response.request().method() === "PATCH" && response.request().postData()?.includes("pinned") === true);
  await chat.menu(title, "Pin");
  await expect(page.getByRole("region", { name: "Pinned" }).getByText(title)).toBeVisible();
  await saved;
  await page.reload();
  await expect(page.getByRole("region", { name: "Pinned" }).getByText(title)).toBeVisible();

  await chat.sidebar.getByRole("textbox", { name: "Search titles" }).fill(title);
  await expect(chat.sidebar.getByRole("listitem")).toHaveCount(1);
  await chat.sidebar.getByRole("button", { name: "Clear the search" }).click();

  await chat.menu(title, "Delete");
  const dialog = page.getByRole("dialog", { name: "Delete this conversation?" });
  await dialog.getByRole("button", { name: "Cancel" }).click();
  await expect(chat.row(title)).toBeVisible();
  await chat.menu(title, "Delete");
  await dialog.getByRole("button", { name: "Delete" }).click();
  await expect(chat.row(title)).toHaveCount(0);
  await expect(page).toHaveURL("/");
});

test("Escape leaves a title as it was", async ({ page, chat }) => {
  await chat.begin(unique("Keep"));
  await chat.ended();
  const title = await chat.sidebar.locator("[aria-current=page]").innerText();
  await chat.menu(title, "Rename");
  await page.getByRole("textbox", { name: "Title of the conversation" }).fill("something else");
  await page.keyboard.press("Escape");
  await expect(chat.row(title)).toBeVisible();
});

test("a conversation shows that an answer is being written", async ({ chat }) => {
  await chat.open();
  await chat.chooseModel("ok-200x20");
  await chat.begin(unique("Running"));
  await expect(chat.sidebar.locator("[aria-current=page]").getByRole("img", { name: "An answer is being written" })).toBeVisible();
  await chat.ended();
  await expect(chat.sidebar.locator("[aria-current=page]").getByRole("img")).toHaveCount(0);
});

test("a model that is not listed can be typed, and is kept", async ({ page, chat }) => {
  await chat.open();
  await chat.chooseModel("ok-3x1");
  await expect(page.getByRole("button", { name: /^Model:/ })).toContainText("ok-3x1");
  await page.reload();
  await expect(page.getByRole("button", { name: /^Model:/ })).toContainText("ok-3x1");
  await chat.begin(unique("Typed"));
  await expect(await chat.ended()).toContainText("ok-3x1");
});
