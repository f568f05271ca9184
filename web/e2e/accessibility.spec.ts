import { expectClean } from "./support/axe";
import { unique } from "./support/chat";
import { chooseOffline, expect, fakeOnly, REFUSED, setSession, test } from "./support/test";

const echo = { model: { provider: "openai", model: "echo" } };
const markdown = "# Title\n\nText with `code` and [a link](https://example.com)\n\n```js\nconst a = 1; // comment\n```\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n> quote";

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme, contextOptions: { reducedMotion: "reduce" }, allowedErrors: [REFUSED] });

    test("the start page and the banner of the offline assistant", async ({ page, chat }) => {
      await chooseOffline(page);
      await chat.open();
      await expectClean(page);
      await page.getByText("Connect a model").click();
      await expectClean(page);
    });

    test("a conversation, its menu, dialogs and the model list", async ({ page, chat }) => {
      await setSession(page, echo);
      await chat.open();
      await chat.composer.fill(markdown);
      await chat.composer.press("Enter");
      const answer = await chat.ended();
      await expect(answer.locator(".hljs-keyword")).toBeVisible();
      await expectClean(page);

      const current = chat.sidebar.locator("[aria-current=page]");
      await current.hover();
      await current.locator("..").getByRole("button", { name: /^Options for/ }).click();
      await expect(page.getByRole("menu")).toBeVisible();
      await expectClean(page);
      await page.getByRole("menuitem", { name: "Delete" }).click();
      await expect(page.getByRole("dialog")).toBeVisible();
      await expectClean(page);
      await page.keyboard.press("Escape");

      await page.getByRole("button", { name: /^Model:/ }).click();
      await expect(page.getByRole("listbox")).toBeVisible();
      await expectClean(page);
      await page.keyboard.press("Escape");
      await chat.sidebar.getByRole("button", { name: "Settings" }).click();
      await expect(page.getByRole("dialog", { name: "Settings" })).toBeVisible();
      await expectClean(page);
    });

    test("a failure", async ({ page, chat }) => {
      await setSession(page, { model: { provider: "openai", model: "fail-500" } });
      await chat.begin(unique("Fail"));
      await chat.ended("failed");
      await expectClean(page);
    });

    test("usage and budgets, their table, dialogs and errors", async ({ page }) => {
      fakeOnly("its figures are the fake API's");
      await page.goto("/usage");
      await expect(page.getByRole("meter").first()).toBeVisible();
      await page.getByText("Show as a table").click();
      await page.getByText("Days", { exact: true }).click();
      await page.getByLabel("To", { exact: true }).fill("2020-01-01");
      await expect(page.getByText("Must not be before from.", { exact: true })).toBeVisible();
      await expectClean(page);
      await page.getByText("This month").click();
      await page.getByRole("button", { name: "Add a budget" }).click();
      await page.getByRole("dialog").getByRole("button", { name: "Add" }).click();
      await expect(page.getByRole("dialog").getByRole("alert")).toBeVisible();
      await expectClean(page);
    });

    test("what is under an answer that another model wrote", async ({ page, chat }) => {
      fakeOnly("which model takes over is the server's setting");
      await setSession(page, { model: { provider: "openai", model: "reset-mid-8" } });
      await chat.begin(unique("Hand over"));
      await (await chat.ended()).locator(".facts summary").click();
      await expectClean(page);
    });

    test("nothing found", async ({ page }) => {
      await page.goto("/nowhere");
      await expect(page.getByRole("heading", { name: "There is nothing here" })).toBeVisible();
      await expectClean(page);
    });
  });
}

test("where the answer stands is announced, and its words are not", async ({ page, chat }) => {
  await setSession(page, echo);
  await chat.begin(unique("Announce"));
  await chat.ended();
  await expect(chat.log).toHaveAttribute("aria-live", "off");
  await expect(page.locator("[role=status].sr-only")).toHaveText("The answer is complete.");
});
