import { expect, setSession, test } from "./support/test";

const theme = "document.documentElement.dataset.theme";

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(`a ${colorScheme} system`, () => {
    test.use({ colorScheme });

    test("decides the theme before the first paint, and a choice outweighs it", async ({ page, chat }) => {
      await page.route("**/assets/*.js", (route) => route.abort());
      await page.goto("/", { waitUntil: "commit" });
      await expect.poll(() => page.evaluate(theme)).toBe(colorScheme);
      await page.unroute("**/assets/*.js");

      await chat.open();
      const other = colorScheme === "light" ? "Dark" : "Light";
      await chat.sidebar.getByRole("button", { name: "Settings" }).click();
      await page.getByText(other, { exact: true }).click();
      await expect.poll(() => page.evaluate(theme)).toBe(other.toLowerCase());
      await page.reload();
      await expect.poll(() => page.evaluate(theme)).toBe(other.toLowerCase());
    });

    test.use({ allowedErrors: [/ERR_FAILED/] });
  });
}

test.describe("a German browser", () => {
  test.use({ locale: "de-DE" });

  test("gets German, and English on request", async ({ page }) => {
    await page.goto("/");
    await expect(page.getByRole("heading", { name: "Worüber wollen wir reden?" })).toBeVisible();
    await expect(page.locator("html")).toHaveAttribute("lang", "de");
    await page.getByRole("button", { name: "Einstellungen" }).click();
    await page.getByText("English", { exact: true }).click();
    await expect(page.getByRole("dialog", { name: "Settings" })).toBeVisible();
    await page.reload();
    await expect(page.getByRole("heading", { name: "What shall we talk about?" })).toBeVisible();
  });
});

test("the sidebar stays as it was left", async ({ page, chat }) => {
  await setSession(page, {});
  await chat.open();
  await page.getByRole("button", { name: "Hide the sidebar" }).click();
  await expect(chat.sidebar).toBeHidden();
  await page.reload();
  await expect(chat.composer).toBeVisible();
  await expect(chat.sidebar).toBeHidden();
  await page.keyboard.press("Control+b");
  await expect(chat.sidebar).toBeVisible();
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test("the sidebar is a drawer that closes with a choice", async ({ page, chat }) => {
    await setSession(page, { model: { provider: "openai", model: "echo" } });
    await chat.begin("Hello from a phone");
    await chat.ended();
    await expect(chat.sidebar).toBeHidden();
    await page.getByRole("button", { name: "Show the sidebar" }).tap();
    await expect(chat.sidebar).toBeVisible();
    await chat.sidebar.getByRole("link", { name: "New chat" }).tap();
    await expect(chat.sidebar).toBeHidden();
    await expect(page).toHaveURL("/");
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width).toBeLessThanOrEqual(390);
  });
});
