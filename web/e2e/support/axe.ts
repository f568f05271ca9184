import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { expect, type Page } from "@playwright/test";
import type { AxeResults } from "axe-core";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Nothing that axe calls a violation of WCAG 2.2 AA. */
export async function expectClean(page: Page): Promise<void> {
  // Colours in the middle of a fade are nobody's contrast.
  await page.evaluate(() => Promise.all(document.getAnimations().map((animation) => animation.finish())).catch(() => undefined));
  await page.evaluate(axe);
  const results = await page.evaluate(async () => {
    const { axe: runner } = window as unknown as { axe: { run(options: object): Promise<AxeResults> } };
    // Menus and dialogs lie beside the landmarks, at the end of the page.
    return runner.run({ rules: { region: { enabled: false } }, runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] });
  });
  const found = results.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html, failureSummary }) => `${html} ${failureSummary}`).join("\n")}`);
  expect(found).toEqual([]);
}
