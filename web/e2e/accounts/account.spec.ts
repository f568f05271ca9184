import { setSession } from "../support/test";
import { Chat } from "../support/chat";
import { api, elsewhere, expect, fillSignIn, newPerson, realOnly, signIn, test } from "./support";

test("a name is changed, everywhere it stands", async ({ page }) => {
  const person = await newPerson();
  await signIn(page, person, "/account");
  await page.getByLabel("Name", { exact: true }).fill("");
  await page.keyboard.press("Enter");
  await expect(page.getByLabel("Name", { exact: true })).toHaveAttribute("aria-invalid", "true");
  await page.getByLabel("Name", { exact: true }).fill("Robin Reed");
  await page.keyboard.press("Enter");
  await expect(page.getByText("Saved.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Account of Robin Reed" })).toBeVisible();
});

test("a new password needs the old one, and ends the other sessions", async ({ page, browser }) => {
  const person = await newPerson();
  const other = await elsewhere(browser, person);
  await signIn(page, person, "/account");
  await page.getByLabel("Current password").fill("not mine at all");
  await page.getByLabel("New password").fill("nine slow barges pass");
  await page.getByRole("button", { name: "Change the password" }).click();
  await expect(page.getByRole("alert")).toBeVisible();
  await expect(page).toHaveURL("/account");
  await page.getByLabel("Current password").fill(person.password);
  await page.getByRole("button", { name: "Change the password" }).click();
  await expect(page.getByText("The password was changed.")).toBeVisible();

  await other.reload();
  await expect(other).toHaveURL(/\/sign-in/);
  await fillSignIn(other, person.email, "nine slow barges pass");
  await expect(other.getByRole("button", { name: `Account of ${person.name}` })).toBeVisible();
  await other.context().close();
});

test("a session elsewhere is seen and ended", async ({ page, browser }) => {
  const person = await newPerson();
  const other = await elsewhere(browser, person);
  await signIn(page, person, "/account");
  const sessions = page.getByRole("region", { name: "Where you are signed in" });
  await expect(sessions.getByText("this one")).toHaveCount(1);
  const rows = sessions.getByRole("listitem");
  const before = await rows.count();
  expect(before).toBeGreaterThanOrEqual(2);
  await sessions.getByRole("button", { name: "Sign out all others" }).click();
  await expect(rows).toHaveCount(1);
  await other.reload();
  await expect(other).toHaveURL(/\/sign-in/);
  await other.context().close();
  await page.getByRole("button", { name: "Sign out everywhere" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Sign out everywhere" }).click();
  await expect(page).toHaveURL("/sign-in");
});

test("a session that is ended elsewhere takes its open stream with it, and the answer is there after the next sign-in", async ({ page, browser }) => {
  realOnly("The fake API does not cut streams.");
  const person = await newPerson();
  await signIn(page, person, "/account");
  const other = await elsewhere(browser, person);
  await setSession(other, { model: { provider: "openai", model: "ok-300x40" } });
  const chat = new Chat(other);
  await chat.begin("Go on for twelve seconds");
  await chat.words(5);
  await page.reload();
  await page.getByRole("button", { name: "Sign out all others" }).click();
  await expect(page.getByRole("region", { name: "Where you are signed in" }).getByRole("listitem")).toHaveCount(1);
  await expect(other).toHaveURL(/\/sign-in\?return_to=%2Fc%2F/, { timeout: 3000 });
  await fillSignIn(other, person.email, person.password);
  await expect(other).toHaveURL(/\/c\/conv_/);
  await chat.ended();
  const stored = await chat.storedText();
  expect(stored.split(" ").length).toBeGreaterThan(200);
  expect(await chat.lastText()).toBe(stored);
  await other.context().close();
});

test("a stream whose session has run out is taken up again by itself", async ({ page, context }) => {
  realOnly("The fake API does not cut streams.");
  const person = await newPerson();
  await signIn(page, person);
  await setSession(page, { model: { provider: "openai", model: "ok-200x20" } });
  const chat = new Chat(page);
  await chat.begin("Go on");
  await context.clearCookies({ name: "__Host-parley_access" });
  await page.reload();
  await chat.ended();
  expect(await chat.lastText()).toBe(await chat.storedText());
});

test("an API key is shown once, does what it may, and stops when it is revoked", async ({ page, baseURL }) => {
  const person = await newPerson();
  await signIn(page, person, "/account");
  await page.getByRole("button", { name: "Make a key" }).click();
  const form = page.getByRole("dialog", { name: "Make a key" });
  await form.getByRole("button", { name: "Make a key" }).click();
  await expect(form.getByLabel("Name")).toHaveAttribute("aria-invalid", "true");
  await form.getByLabel("Name").fill("Nightly report");
  await form.getByRole("checkbox", { name: /ask models/ }).uncheck();
  await form.getByRole("button", { name: "Make a key" }).click();

  const shown = page.getByRole("dialog", { name: "Your new key" });
  const key = await shown.getByLabel("API key").inputValue();
  expect(key).toMatch(/^parley_/);
  await expect(shown.getByText(/only once/)).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(shown).toBeVisible();
  await shown.getByRole("button", { name: "I have kept it" }).click();
  await expect(shown).toBeHidden();
  expect(await page.content()).not.toContain(key);

  const keys = page.getByRole("region", { name: "API keys" });
  await expect(keys.getByRole("listitem").filter({ hasText: "Nightly report" })).toContainText(key.slice(0, 10));
  const asProgram = (path: string) => fetch(`${baseURL}/api/v1${path}`, { headers: { Authorization: `Bearer ${key}` } });
  if (process.env["PARLEY_ACCOUNTS_URL"]) {
    const me = (await (await asProgram("/auth/me")).json()) as { rights: string[] };
    expect(me.rights.toSorted()).toEqual(["read_content", "write_content"]);
  }
  await keys.getByRole("button", { name: "Revoke Nightly report" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Revoke" }).click();
  await expect(keys.getByText("There are no keys.")).toBeVisible();
  expect((await asProgram("/auth/me")).status).toBe(401);
  expect((await api(page, "GET", "/auth/me")).status).toBe(200);
});
