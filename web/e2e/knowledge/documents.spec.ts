import { expect, fakeOnly, REFUSED, test } from "../support/test";
import { choose, newCollection, row } from "./support";

test.beforeEach(() => fakeOnly("its documents are the fake API's"));

test("a document shows its text, its outline and its file, and goes", async ({ page }) => {
  const name = await newCollection(page);
  await choose(page, "mine.md");
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
  await page.goto("/knowledge");
  await page.getByRole("link", { name: "Logs" }).click();
  await row(page, "long.txt").getByRole("link").click();
  await expect(page.getByText("Part 1 of 3").first()).toBeVisible();
  const address = new URL(page.url()).pathname;
  await page.goto(`${address}?start=150000&end=150060`);
  await expect(page.getByText("Part 2 of 3").first()).toBeVisible();
  await expect(page.locator("mark.passage")).toBeInViewport();
  expect((await page.locator("mark.passage").allTextContents()).join("")).toHaveLength(60);
  await page.getByRole("button", { name: "Next" }).first().click();
  await expect(page.getByText("Part 3 of 3").first()).toBeVisible();
  await page.getByRole("button", { name: "To the passage" }).click();
  await expect(page.locator("mark.passage")).toBeInViewport();
});

test.describe("what is not there", () => {
  test.use({ allowedErrors: [REFUSED] });

  test("is told as such", async ({ page }) => {
    await page.goto("/knowledge/documents/doc_none");
    await expect(page.getByText("There is no such document, or you may not read it.")).toBeVisible();
    await page.goto("/knowledge/collections/col_none");
    await expect(page.getByText("There is no such collection, or you may not read it.")).toBeVisible();
  });

  test("is asked for again where the server could not tell", async ({ page }) => {
    await page.route("**/api/v1/collections?*", (route) => route.fulfill({ status: 403, json: { code: "FORBIDDEN", detail: "Not for you.", status: 403 } }));
    await page.goto("/knowledge");
    await expect(page.getByText("Not for you.")).toBeVisible();
    await page.unroute("**/api/v1/collections?*");
    await page.getByRole("button", { name: "Try again" }).click();
    await expect(page.getByRole("link", { name: "Handbook" })).toBeVisible();
  });
});

test("the playground shows what is found, by which score, and where the time went", async ({ page }) => {
  await page.goto("/knowledge/search");
  await page.getByLabel("Search for").fill("websoket close code unauthorised");
  await page.getByLabel("Search for").press("Enter");
  const results = page.getByRole("region", { name: "Results" });
  await expect(results.getByText("websoket → WebSocket")).toBeVisible();
  const first = results.getByRole("listitem").first();
  await expect(first).toContainText("The WebSocket uses the close code 4001");
  await expect(first).toContainText("Meaning");
  await expect(results.getByRole("table", { name: "Where the time went" }).getByRole("row")).toHaveCount(6);
  await page.getByLabel("By", { exact: true }).selectOption("keyword");
  await page.getByRole("button", { name: "Search" }).click();
  await expect(results.getByRole("row").filter({ hasText: "Not asked for." })).toBeVisible();
  await first.getByRole("link").click();
  await expect(page).toHaveURL(/\/knowledge\/documents\/doc_\w+\?start=\d+&end=\d+$/);
  await expect(page.locator("mark.passage")).toContainText("4001");
});

