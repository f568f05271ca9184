import type { Page } from "@playwright/test";
import { unique } from "../support/chat";
import { expect } from "../support/test";

/** A document in the list of its collection. */
export const row = (page: Page, name: string | RegExp) => page.getByRole("row").filter({ hasText: name });

const files = (names: string[]) => names.map((name) => ({ name, mimeType: "text/markdown", buffer: Buffer.from(`# ${name}\n\nText of ${name}.\n`) }));

/** Makes a collection of its own, so that tests do not see each other's. */
export async function newCollection(page: Page): Promise<string> {
  const name = unique("Collection");
  await page.goto("/knowledge");
  await page.getByRole("button", { name: "New collection" }).click();
  await page.getByRole("dialog").getByLabel("Name").fill(name);
  await page.getByRole("dialog").getByRole("button", { name: "Create" }).click();
  await expect(page.getByRole("heading", { name, level: 1 })).toBeVisible();
  return name;
}

/** Chooses files; given by name, they say little. */
export async function choose(page: Page, ...chosen: (string | { name: string; text: string })[]): Promise<void> {
  const chooser = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "Choose files" }).click();
  await (await chooser).setFiles(chosen.flatMap((one) => (typeof one === "string" ? files([one]) : [{ name: one.name, mimeType: "text/markdown", buffer: Buffer.from(one.text) }])));
}
