import type { Page } from "@playwright/test";
import { elsewhere, expect, fillSignIn, local, newPerson, owner, signIn, test } from "./support";

test.beforeEach(({ page }) => signIn(page, owner, "/admin/people"));

const row = (page: Page, name: string) => page.getByRole("listitem").filter({ has: page.getByRole("heading", { name: new RegExp(`^${name}`) }) });

async function choose(page: Page, name: string, item: string): Promise<void> {
  await page.getByRole("searchbox").fill(name);
  await row(page, name).getByRole("button", { name: `Options for ${name}` }).click();
  await page.getByRole("menuitem", { name: item, exact: true }).click();
}

async function shownLink(page: Page): Promise<string> {
  const dialog = page.getByRole("dialog");
  const url = await dialog.getByLabel("Link").inputValue();
  await dialog.getByRole("button", { name: "I have kept it" }).click();
  await expect(dialog).toBeHidden();
  return local(url);
}

test("somebody is invited, comes by the link, and can be found", async ({ page, browser }) => {
  const email = `guest${Date.now().toString(36)}@parley.example`;
  await page.getByRole("button", { name: "Invite somebody" }).click();
  const form = page.getByRole("dialog", { name: "Invite somebody" });
  await form.getByLabel("E-mail").fill("not an address");
  await form.getByRole("button", { name: "Make the invitation" }).click();
  await expect(form.getByLabel("E-mail")).toHaveAttribute("aria-invalid", "true");
  await form.getByLabel("E-mail").fill(email);
  await form.getByRole("button", { name: "Make the invitation" }).click();
  const link = await shownLink(page);
  const open = page.getByRole("region", { name: "Open invitations" });
  await expect(open.getByRole("heading", { name: email })).toBeVisible();

  const context = await browser.newContext();
  const guest = await context.newPage();
  await guest.goto(link);
  await expect(guest.getByRole("heading", { name: /^Join / })).toBeVisible();
  await expect(guest.getByLabel("E-mail")).toHaveValue(email);
  await guest.getByLabel("Your name").fill("Greta Guest");
  await guest.getByLabel("Password", { exact: true }).fill("two brown otters dive");
  await guest.getByRole("button", { name: "Join" }).click();
  const account = guest.getByRole("button", { name: "Account of Greta Guest" });
  await account.click();
  await expect(guest.getByRole("menuitem", { name: "Account" })).toBeVisible();
  await expect(guest.getByRole("menuitem", { name: "People" })).toHaveCount(0);
  await guest.goto("/admin/people");
  await expect(guest.getByRole("heading", { name: "There is nothing here" })).toBeVisible();
  await context.close();

  await page.reload();
  await page.getByRole("searchbox").fill(email);
  await expect(row(page, "Greta Guest")).toContainText("Member");
  await expect(page.getByRole("heading", { name: email })).toHaveCount(0);
});

test("an invitation is withdrawn", async ({ page }) => {
  const email = `late${Date.now().toString(36)}@parley.example`;
  await page.getByRole("button", { name: "Invite somebody" }).click();
  await page.getByRole("dialog").getByLabel("E-mail").fill(email);
  await page.getByRole("dialog").getByRole("button", { name: "Make the invitation" }).click();
  const link = await shownLink(page);
  await page.getByRole("button", { name: `Withdraw the invitation of ${email}` }).click();
  await expect(page.getByRole("heading", { name: email })).toHaveCount(0);
  if (!process.env["PARLEY_ACCOUNTS_URL"]) return;
  await page.goto(link);
  await expect(page.getByRole("heading", { name: "This link does not work any more" })).toBeVisible();
});

test("a role is changed and somebody is disabled, and both hold at once", async ({ page, browser }) => {
  const person = await newPerson();
  const theirs = await elsewhere(browser, person);
  await choose(page, person.name, "Edit");
  await page.getByRole("dialog").getByLabel("Role").selectOption("Administrator");
  await page.getByRole("dialog").getByRole("button", { name: "Save" }).click();
  await expect(row(page, person.name)).toContainText("Administrator");
  await theirs.goto("/admin/people");
  await expect(theirs.getByRole("heading", { name: "People", exact: true })).toBeVisible();
  await theirs.getByRole("searchbox").fill(owner.name);
  await expect(row(theirs, owner.name)).toBeVisible();
  await expect(theirs.getByRole("button", { name: `Options for ${owner.name}` })).toHaveCount(0);

  await choose(page, person.name, "Disable");
  await page.getByRole("dialog").getByRole("button", { name: "Disable" }).click();
  await expect(row(page, person.name)).toContainText("disabled");
  await theirs.reload();
  await expect(theirs).toHaveURL(/\/sign-in/);
  await fillSignIn(theirs, person.email, person.password);
  await expect(theirs.getByRole("alert")).toBeVisible();
  await theirs.context().close();
});

test("a forgotten password is replaced by a link, and an address by another", async ({ page, browser }) => {
  const person = await newPerson();
  await choose(page, person.name, "Link for a new password");
  await page.getByRole("dialog").getByRole("button", { name: "Link for a new password" }).click();
  const reset = await shownLink(page);
  await choose(page, person.name, "Change the e-mail address");
  const address = `new-${person.email}`;
  await page.getByRole("dialog").getByLabel("New e-mail address").fill(address);
  await page.getByRole("dialog").getByRole("button", { name: "Make the link" }).click();
  const change = await shownLink(page);

  const context = await browser.newContext();
  const theirs = await context.newPage();
  await theirs.goto(reset);
  await expect(theirs.getByRole("heading", { name: "Choose a new password" })).toBeVisible();
  await expect(theirs.getByLabel("Password", { exact: true })).toBeFocused();
  await theirs.getByLabel("Password", { exact: true }).fill("ten old lanterns glow");
  await theirs.keyboard.press("Enter");
  await expect(theirs.getByRole("button", { name: `Account of ${person.name}` })).toBeVisible();
  await theirs.goto(change);
  await theirs.getByRole("button", { name: "Confirm" }).click();
  await expect(theirs.getByRole("heading", { name: "Your e-mail address was changed" })).toBeFocused();
  await context.clearCookies();
  await theirs.goto("/sign-in");
  await fillSignIn(theirs, address, "ten old lanterns glow");
  await expect(theirs.getByRole("button", { name: `Account of ${person.name}` })).toBeVisible();
  await context.close();
});

test("a service account has keys, and no way to sign in", async ({ page }) => {
  const name = `Importer ${Date.now().toString(36)}`;
  await page.getByRole("button", { name: "New service account" }).click();
  await page.getByRole("dialog").getByLabel("Name").fill(name);
  await page.getByRole("dialog").getByRole("button", { name: "New service account" }).click();
  await choose(page, name, "API keys");
  const keys = page.getByRole("dialog", { name: `API keys of ${name}` });
  await keys.getByRole("button", { name: "Make a key" }).click();
  const form = page.getByRole("dialog", { name: "Make a key" });
  await expect(form.getByRole("checkbox", { name: /manage people/ })).toHaveCount(0);
  await form.getByLabel("Name").fill("Import");
  await form.getByRole("button", { name: "Make a key" }).click();
  const shown = page.getByRole("dialog", { name: "Your new key" });
  await expect(shown.getByLabel("API key")).toHaveValue(/^parley_/);
  await shown.getByRole("button", { name: "I have kept it" }).click();
  await expect(keys.getByRole("heading", { name: "Import", exact: true })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(keys).toBeHidden();
});

test("the organisation is renamed, and a group made and filled", async ({ page }) => {
  await page.getByRole("button", { name: "Rename the organisation" }).click();
  await page.getByRole("dialog").getByLabel("Name of the organisation").fill("Harbour & Sons");
  await page.getByRole("dialog").getByRole("button", { name: "Rename the organisation" }).click();
  await expect(page.getByRole("button", { name: `Account of ${owner.name}` })).toContainText("Harbour & Sons");

  const person = await newPerson();
  const name = `Finance ${Date.now().toString(36)}`;
  await page.getByRole("navigation", { name: "Administration" }).getByRole("link", { name: "Groups" }).click();
  await page.getByRole("button", { name: "New group" }).click();
  await page.getByRole("dialog").getByLabel("Name of the group").fill(name);
  await page.getByRole("dialog").getByRole("button", { name: "New group" }).click();
  await row(page, name).getByRole("button").click();
  await page.getByRole("menuitem", { name: "Members" }).click();
  const members = page.getByRole("dialog", { name: `Members of ${name}` });
  await expect(members.getByText("Nobody is in it.")).toBeVisible();
  await members.getByLabel("Find people").fill(person.name);
  await members.getByLabel("Person").selectOption(person.name);
  await members.getByRole("button", { name: "Add" }).click();
  await expect(members.getByRole("listitem")).toHaveText([person.name]);
  await members.getByRole("button", { name: `Take ${person.name} out` }).click();
  await expect(members.getByText("Nobody is in it.")).toBeVisible();
  await page.keyboard.press("Escape");
  await row(page, name).getByRole("button").click();
  await page.getByRole("menuitem", { name: "Delete" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
  await expect(page.getByRole("heading", { name })).toHaveCount(0);
});
