import type { Page } from "@playwright/test";
import { expectClean } from "../support/axe";
import { expect, realOnly, REFUSED, setSession, test } from "../support/test";
import { handbook } from "./handbook";
import { answerFrom, choose, collectionOf, newCollection, onItsWay, row, searchIn } from "./support";

test.beforeEach(() => realOnly("documents are read by the server"));

const hostile = [
  { name: `${"very-long-name-without-any-space-".repeat(6)}.md`, text: "Short." },
  { name: "تقرير 🏴‍☠️ sixty.md", text: "# تقرير عن المنارة\n\nهذه وثيقة قصيرة.\n" },
];

async function searched(page: Page, name: string): Promise<void> {
  await searchIn(page, name);
  await page.getByText("Filters").click();
  await page.getByText("More options").click();
  await page.getByLabel("Search for").fill("close code unauthorised");
  await page.getByLabel("Search for").press("Enter");
  await expect(page.getByRole("table")).toBeVisible();
}

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme, contextOptions: { reducedMotion: "reduce" }, allowedErrors: [REFUSED] });

    test("nothing stands in the way of anybody", async ({ page }) => {
      const { name, path } = await collectionOf(page, [...handbook, ...hostile, { name: "broken.pdf", text: "no PDF" }], { tags: ["island"] });
      await page.goto("/knowledge");
      await expect(page.getByRole("listitem").first()).toBeVisible();
      await expectClean(page);
      await page.goto(path);
      await expect(row(page, "broken.pdf")).toContainText("failed");
      await expectClean(page);
      await row(page, "sockets.md").getByRole("link").click();
      await expect(page.getByRole("region", { name: "Text" })).toBeVisible();
      await expectClean(page);
      await searched(page, name);
      await page.getByRole("textbox", { name: "Results" }).fill("1000");
      await page.getByLabel("Search for").press("Enter");
      await expect(page.getByRole("alert")).toBeVisible();
      await expectClean(page);
    });

    test("nor while documents come in", async ({ page }) => {
      await page.goto("/knowledge");
      await page.getByRole("button", { name: "New collection" }).click();
      await page.getByText("How documents are cut").click();
      await page.getByLabel("Tokens of a passage").fill("1");
      await page.getByRole("button", { name: "Create" }).click();
      await expect(page.getByRole("alert")).toBeVisible();
      await expectClean(page);
      await newCollection(page);
      await expectClean(page);
      await choose(page, "one.md", { name: "broken.pdf", text: "no PDF" });
      await expect(onItsWay(page)).toContainText("1 failed");
      await onItsWay(page).getByText("1 file could not be read").click();
      await expect(onItsWay(page).getByText("broken.pdf").last()).toBeVisible();
      await expectClean(page);
      await page.getByRole("button", { name: "Add a folder of the server" }).click();
      await expectClean(page);
    });

    test("nor in an answer that cites", async ({ page, chat }) => {
      await setSession(page, { model: { provider: "openai", model: "echo" } });
      const { name } = await collectionOf(page, handbook.slice(0, 1));
      await chat.open();
      await page.getByRole("button", { name: /^Knowledge:/ }).click();
      await expect(page.getByLabel(name)).toBeVisible();
      await expectClean(page);
      await page.keyboard.press("Escape");
      await answerFrom(page, name);
      await chat.ask("The WebSocket of the lighthouse closes with code 4001 when the caller is unauthorised [1]. Pirates painted the tower green in 1820 [1].");
      const answer = await chat.ended();
      await answer.getByText(/^\d sources?$/).click();
      await expectClean(page);
      await answer.getByRole("button", { name: /not supported$/ }).click();
      await expect(page.getByRole("dialog").locator("mark.passage").first()).toBeVisible();
      await expectClean(page);
    });
  });
}

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
  const wide = (page: Page) => page.evaluate(() => Math.max(document.documentElement.scrollWidth, document.querySelector(".knowledge")?.parentElement?.scrollWidth ?? 0));

  test("nothing is wider than the screen, however long the names are", async ({ page }) => {
    const { name, path } = await collectionOf(page, [...handbook, ...hostile], { tags: ["x".repeat(64)], name: `Collection ${"of-everything-".repeat(5)}${Math.random().toString(36).slice(2, 8)}` });
    await page.goto("/knowledge");
    await expect(page.getByRole("listitem").first()).toBeVisible();
    expect(await wide(page)).toBeLessThanOrEqual(390);
    await page.goto(path);
    await expect(row(page, "sockets.md")).toBeVisible();
    expect(await wide(page)).toBeLessThanOrEqual(390);
    await row(page, /very-long-name/).getByRole("link").tap();
    await expect(page.getByRole("region", { name: "Text" })).toBeVisible();
    expect(await wide(page)).toBeLessThanOrEqual(390);
    await searched(page, name);
    expect(await wide(page)).toBeLessThanOrEqual(390);
  });

  test("nor is a passage", async ({ page, chat }) => {
    await setSession(page, { model: { provider: "openai", model: "echo" } });
    const { name } = await collectionOf(page, handbook.slice(0, 1));
    await chat.open();
    await answerFrom(page, name);
    await chat.ask("The WebSocket of the lighthouse closes with code 4001 when the caller is unauthorised [1].");
    const answer = await chat.ended();
    await answer.getByRole("button", { name: /verified$/ }).tap();
    await expect(page.getByRole("dialog").locator("mark.passage-exact").first()).toBeVisible();
    expect(await wide(page)).toBeLessThanOrEqual(390);
    const box = await page.getByRole("dialog").boundingBox();
    expect((box?.x ?? 0) + (box?.width ?? 999)).toBeLessThanOrEqual(390);
  });
});
