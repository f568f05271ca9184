import { expect, realOnly, REFUSED, test } from "../support/test";
import { handbook, pdf } from "./handbook";
import { collectionOf, row, searchIn } from "./support";

test.beforeEach(() => realOnly("documents are read by the server"));

test("a document shows its text, its outline and its file, and goes", async ({ page }) => {
  const { name, path } = await collectionOf(page, ["mine.md"]);
  await page.goto(path);
  await row(page, "mine.md").getByRole("link").click();
  await expect(page.getByRole("region", { name: "Text" })).toContainText("Text of mine.md.");
  await expect(page.getByRole("navigation", { name: "Outline" }).getByRole("button", { name: "mine.md" })).toBeVisible();
  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "Download the original" }).click();
  expect((await download).suggestedFilename()).toBe("mine.md");
  await page.getByRole("button", { name: "Options for mine.md" }).click();
  await page.getByRole("menuitem", { name: "Delete" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
  await expect(page.getByRole("heading", { name, level: 1 })).toBeVisible();
  await expect(row(page, "mine.md")).toHaveCount(0);
});

test("a passage far down a long document is found, shown and marked", async ({ page }) => {
  const text = Array.from({ length: 2100 }, (_, at) => `Day ${at}: calm sea, clear sky, the lamp burns and all is well.`).join("\n");
  const { path } = await collectionOf(page, [{ name: "long.txt", text }]);
  await page.goto(path);
  await row(page, "long.txt").getByRole("link").click();
  await expect(page.getByText("Part 1 of 2").first()).toBeVisible();
  const address = new URL(page.url()).pathname;
  await page.goto(`${address}?start=110000&end=110060`);
  await expect(page.getByText("Part 2 of 2").first()).toBeVisible();
  await expect(page.locator("mark.passage").first()).toBeInViewport();
  expect((await page.locator("mark.passage").allTextContents()).join("")).toHaveLength(60);
  await page.getByRole("button", { name: "Previous" }).first().click();
  await expect(page.getByText("Part 1 of 2").first()).toBeVisible();
  await page.getByRole("button", { name: "To the passage" }).click();
  await expect(page.locator("mark.passage").first()).toBeInViewport();
});

test("a PDF is found on its page, and its pages are told in the text", async ({ page }) => {
  const filler = (about: string) => Array.from({ length: 12 }, (_, at) => `${about}, note ${at}: nothing of importance was seen there.`).join("\n");
  const report = pdf(filler("Weather"), `Dredging\nThe harbour was dredged to nine metres in the spring of 1987.\n${filler("Cranes")}`, filler("Ships"));
  const { name } = await collectionOf(page, [{ name: "report.pdf", text: report }], { chunking: { tokens: 100, overlap: 0 } });
  await searchIn(page, name);
  // Without it, neighbouring passages that were found become one, which begins before.
  await page.getByLabel("Strategy").selectOption("naive");
  await page.getByLabel("Search for").fill("how deep was the harbour dredged");
  await page.getByLabel("Search for").press("Enter");
  const first = page.getByRole("list", { name: "Passages" }).getByRole("listitem").first();
  await expect(first).toContainText("from page 2");
  await first.getByRole("link").click();
  await expect(page.locator("mark.passage").filter({ hasText: "nine metres" })).toBeInViewport();
  for (const label of ["Page 1", "Page 2", "Page 3"]) await expect(page.getByRole("region", { name: "Text" }).getByText(label, { exact: true })).toBeAttached();
  await expect(page.locator("dt", { hasText: "Pages" }).locator("..")).toContainText("3");
});

test.describe("what is not there", () => {
  test.use({ allowedErrors: [REFUSED] });

  test("is told as such", async ({ page }) => {
    await page.goto("/knowledge/documents/doc_00000000000000000000000000");
    await expect(page.getByText("There is no such document, or you may not read it.")).toBeVisible();
    await page.goto("/knowledge/collections/col_00000000000000000000000000");
    await expect(page.getByText("There is no such collection, or you may not read it.")).toBeVisible();
  });
});

test("the playground corrects, filters, and tells where the time went", async ({ page }) => {
  const { name } = await collectionOf(page, handbook, { tags: ["island"] });
  const results = page.getByRole("region", { name: "Results" });
  const query = page.getByLabel("Search for");
  await searchIn(page, name);
  await query.fill("alowance for meals in Kiel");
  await query.press("Enter");
  await expect(results.getByText("alowance → allowance")).toBeVisible();
  const first = results.getByRole("list", { name: "Passages" }).getByRole("listitem").first();
  await expect(first).toContainText("32 euros");
  await expect(first).toContainText("Meaning");
  const stages = results.getByRole("table", { name: "Where the time went" });
  for (const stage of ["Spelling", "By words", "By meaning", "Joining", "Reranking"]) await expect(stages.getByRole("rowheader", { name: stage, exact: true })).toBeVisible();

  await page.getByText("Filters").click();
  await page.getByLabel("Tags").fill("mainland");
  await query.press("Enter");
  await expect(results.getByRole("status")).toHaveText("Nothing was found.");
  await page.getByLabel("Tags").fill("mainland, island");
  await page.getByRole("checkbox", { name: "PDF" }).check();
  await query.press("Enter");
  await expect(results.getByRole("status")).toHaveText("Nothing was found.");
  await page.getByRole("checkbox", { name: "Markdown" }).check();
  await query.press("Enter");
  await expect(first).toContainText("32 euros");

  await page.getByText("More options").click();
  await page.getByLabel("Half-life in days").fill("-3");
  await page.getByRole("textbox", { name: "Results" }).fill("0");
  await query.press("Enter");
  await expect(page.getByRole("textbox", { name: "Results" })).toBeFocused();
  await expect(page.getByRole("alert")).toHaveText(["A whole number from 1 to 100.", "A number from 0 to 100,000."]);
  await page.getByLabel("Half-life in days").fill("30");
  await page.getByRole("textbox", { name: "Results" }).fill("1");
  await page.getByLabel("Ask in other words").selectOption("rewrite");
  await query.press("Enter");
  await expect(results.getByRole("list", { name: "Passages" }).getByRole("listitem")).toHaveCount(1);
  await expect(stages.getByRole("rowheader", { name: "Recency" })).toBeVisible();
  await first.getByRole("link").click();
  await expect(page).toHaveURL(/\/knowledge\/documents\/doc_\w+\?start=\d+&end=\d+$/);
  await expect(page.locator("mark.passage").filter({ hasText: "32 euros" })).toBeVisible();
});

test("a deleted document is found no more", async ({ page }) => {
  const { name, path } = await collectionOf(page, handbook);
  await page.goto(path);
  await row(page, "travel.md").getByRole("button", { name: /^Options for/ }).click();
  await page.getByRole("menuitem", { name: "Delete" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
  await expect(row(page, "travel.md")).toHaveCount(0);
  await searchIn(page, name);
  await page.getByLabel("Search for").fill("allowance for meals in Kiel");
  await page.getByLabel("Search for").press("Enter");
  const results = page.getByRole("region", { name: "Results" });
  await expect(results.getByRole("table")).toBeVisible();
  await expect(results.getByRole("link", { name: "Travel" })).toHaveCount(0);
});
