import { api, countRequests, elsewhere, expect, fillSignIn, local, newPerson, owner, signIn, test } from "./support";

const ACCESS = "__Host-parley_access";
const REFRESH = "__Host-parley_refresh";

test("a wrong password and an unknown address get the same answer, and the right one leads back to where one was", async ({ page }) => {
  await page.goto("/usage?period=last");
  await expect(page).toHaveURL("/sign-in?return_to=%2Fusage%3Fperiod%3Dlast");
  await expect(page.getByLabel("E-mail", { exact: true })).toBeFocused();
  await fillSignIn(page, owner.email, "not the password");
  const alert = page.getByRole("alert");
  await expect(alert).toBeVisible();
  const wrong = await alert.innerText();
  await fillSignIn(page, "nobody-here@parley.example", "not the password");
  await expect(page.getByRole("button", { name: "Sign in" })).toBeEnabled();
  await expect(alert).toHaveText(wrong);

  await fillSignIn(page, owner.email, owner.password);
  await expect(page).toHaveURL("/usage?period=last");
  await expect(page.getByRole("heading", { name: "Usage and budgets" })).toBeVisible();
});

test("an address of another host is no place to go back to", async ({ page, chat }) => {
  await page.goto("/sign-in?return_to=%2F%2Fevil.example%2Fx");
  await fillSignIn(page, owner.email, owner.password);
  await expect(chat.composer).toBeVisible();
  await expect(page).toHaveURL("/");
});

test("too many wrong passwords are counted down, and then it goes on", async ({ page }) => {
  const person = await newPerson();
  await page.goto("/sign-in");
  const wait = page.getByText(/You can try again in \d+ s/);
  for (let attempt = 0; attempt < 8 && !(await wait.isVisible()); attempt++) {
    const answered = page.waitForResponse("**/auth/sign-in");
    await fillSignIn(page, person.email, `wrong ${attempt}`);
    await answered;
    await page.waitForTimeout(50);
  }
  await expect(wait).toBeVisible();
  await expect(page.getByRole("alert")).toBeVisible();
  await expect(page.getByRole("button", { name: "Sign in" })).toBeDisabled();
  await expect(page.getByRole("button", { name: "Sign in" })).toBeEnabled({ timeout: 30_000 });
  await fillSignIn(page, person.email, person.password);
  await expect(page.getByRole("button", { name: `Account of ${person.name}` })).toBeVisible();
});

test("one signs in and out by keyboard alone, and sees the password when one asks", async ({ page }) => {
  await page.goto("/sign-in");
  await expect(page.getByLabel("E-mail", { exact: true })).toBeFocused();
  await page.keyboard.type(owner.email);
  await page.keyboard.press("Tab");
  await page.keyboard.type(owner.password);
  const password = page.getByLabel("Password", { exact: true });
  await expect(password).toHaveAttribute("type", "password");
  await expect(password).toHaveAttribute("autocomplete", "current-password");
  await page.keyboard.press("Tab");
  await expect(page.getByRole("button", { name: "Show the password" })).toBeFocused();
  await page.keyboard.press("Space");
  await expect(password).toHaveAttribute("type", "text");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  const account = page.getByRole("button", { name: `Account of ${owner.name}` });
  await expect(account).toBeVisible();
  await account.focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("menuitem", { name: "Account" })).toBeFocused();
  await page.keyboard.press("End");
  await expect(page.getByRole("menuitem", { name: "Sign out" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL("/sign-in");
});

test("no token is where a script could read it", async ({ page, context }) => {
  // By the form: these are the cookies as the server sets them.
  await page.goto("/sign-in");
  await fillSignIn(page, owner.email, owner.password);
  await expect(page.getByRole("button", { name: `Account of ${owner.name}` })).toBeVisible();
  const cookies = (await context.cookies()).filter(({ name }) => name === ACCESS || name === REFRESH);
  expect(cookies).toHaveLength(2);
  for (const cookie of cookies) expect(cookie).toMatchObject({ httpOnly: true, secure: true, sameSite: "Strict", path: "/" });
  const readable = await page.evaluate(() => JSON.stringify([document.cookie, { ...localStorage }, { ...sessionStorage }]));
  for (const { value } of cookies) expect(readable).not.toContain(value);
});

test("a session that has run out is renewed once for everything the page asks, and over its tabs", async ({ page, context }) => {
  await signIn(page, owner);
  const other = await context.newPage();
  await other.goto("/usage");
  await expect(other.getByRole("heading", { name: "Usage and budgets" })).toBeVisible();
  const counts = [countRequests(page, "/auth/refresh"), countRequests(other, "/auth/refresh")];
  await context.clearCookies({ name: ACCESS });
  await Promise.all([page.reload(), other.reload()]);
  await expect(page.getByRole("button", { name: `Account of ${owner.name}` })).toBeVisible();
  await expect(other.getByRole("heading", { name: "Usage and budgets" })).toBeVisible();
  expect(counts.reduce((sum, count) => sum + count(), 0)).toBe(1);
});

test("a session that is over asks for a sign-in, and keeps the place and what was being written", async ({ page, context, chat }) => {
  const person = await newPerson();
  await signIn(page, person, "/usage");
  await page.goto("/");
  await chat.composer.fill("Half a thought");
  await context.clearCookies();
  await page.getByRole("link", { name: "Usage and budgets" }).click();
  await expect(page).toHaveURL("/sign-in?return_to=%2Fusage");
  await fillSignIn(page, person.email, person.password);
  await expect(page).toHaveURL("/usage");
  await page.goto("/");
  await expect(chat.composer).toHaveValue("Half a thought");
});

test("what one person has written is not there for the next on the same browser", async ({ page, context, chat }) => {
  const [first, second] = [await newPerson(), await newPerson()];
  await signIn(page, first);
  await chat.composer.fill("For nobody else");
  await context.clearCookies();
  await signIn(page, second);
  await expect(chat.composer).toHaveValue("");
  expect(await page.evaluate(() => JSON.stringify({ ...localStorage }))).not.toContain("For nobody else");
});

test("a sign-out is one in every tab, and leaves nothing behind", async ({ page, context, chat }) => {
  const person = await newPerson();
  await signIn(page, person);
  await chat.composer.fill("A draft");
  const other = await context.newPage();
  await other.goto("/account");
  await expect(other.getByRole("heading", { name: "Account" })).toBeVisible();
  await page.getByRole("button", { name: `Account of ${person.name}` }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(page).toHaveURL("/sign-in");
  await expect(other).toHaveURL("/sign-in");
  expect(await page.evaluate(() => JSON.stringify({ ...localStorage }))).not.toContain("A draft");
  expect((await api(page, "GET", "/auth/me")).status).toBe(401);
});

test("whoever comes by a link in another tab takes the place of who was there, in every tab", async ({ page, context }) => {
  await signIn(page, owner);
  const email = `heir${Date.now().toString(36)}@parley.example`;
  const { body } = await api<{ url: string }>(page, "POST", "/invitations", { email, role: "member" });
  const other = await context.newPage();
  await other.goto(local(body.url));
  await expect(other.getByText("Somebody is signed in in this browser.")).toBeVisible();
  await other.getByLabel("Your name").fill("Hedy Heir");
  await other.getByLabel("Password", { exact: true }).fill("five thin candles burn");
  await other.getByRole("button", { name: "Join" }).click();
  await expect(other.getByRole("button", { name: "Account of Hedy Heir" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Account of Hedy Heir" })).toBeVisible();
});

test("a second device does not notice the sign-out of the first", async ({ page, browser }) => {
  const person = await newPerson();
  const other = await elsewhere(browser, person);
  await signIn(page, person);
  await page.getByRole("button", { name: `Account of ${person.name}` }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(page).toHaveURL("/sign-in");
  await other.reload();
  await expect(other.getByRole("button", { name: `Account of ${person.name}` })).toBeVisible();
  await other.context().close();
});
