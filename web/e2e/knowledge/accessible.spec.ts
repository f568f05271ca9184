import { expectClean } from "../support/axe";
import { expect, fakeOnly, REFUSED, test } from "../support/test";
import { choose, newCollection, row } from "./support";

test.beforeEach(() => fakeOnly("its documents are the fake API's"));

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme, contextOptions: { reducedMotion: "reduce" }, allowedErrors: [REFUSED] });

    test("nothing stands in the way of anybody", async ({ page }) => {
      await page.goto("/knowledge");
      await expect(page.getByRole("link", { name: "Handbook" })).toBeVisible();
      await expectClean(page);
      await page.getByRole("link", { name: "Handbook" }).click();
      await expect(row(page, "protocol.md")).toBeVisible();
      await expectClean(page);
      await row(page, "protocol.md").getByRole("link").click();
      await expect(page.getByRole("region", { name: "Text" })).toBeVisible();
      await expectClean(page);
      await page.goto("/knowledge/search");
      await page.getByLabel("Search for").fill("close code unauthorised");
      await page.getByText("More options").click();
      await page.getByLabel("Search for").press("Enter");
      await expect(page.getByRole("table")).toBeVisible();
      await expectClean(page);
      await newCollection(page);
      await choose(page, "one.md", "broken.md", "slow.md");
      await expect(page.getByRole("region", { name: "On its way" })).toBeVisible();
      await expectClean(page);
    });
  });
}

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test("nothing is wider than the screen", async ({ page }) => {
    const wide = () => page.evaluate(() => Math.max(document.documentElement.scrollWidth, document.querySelector(".knowledge")?.parentElement?.scrollWidth ?? 0));
    await page.goto("/knowledge");
    await page.getByRole("link", { name: "Handbook" }).tap();
    await expect(row(page, "protocol.md")).toBeVisible();
    expect(await wide()).toBeLessThanOrEqual(390);
    await row(page, "protocol.md").getByRole("link").tap();
    await expect(page.getByRole("region", { name: "Text" })).toBeVisible();
    expect(await wide()).toBeLessThanOrEqual(390);
    await page.goto("/knowledge/search");
    await page.getByLabel("Search for").fill("close code unauthorised");
    await page.getByRole("button", { name: "Search" }).tap();
    await expect(page.getByRole("table")).toBeVisible();
    expect(await wide()).toBeLessThanOrEqual(390);
  });
});
