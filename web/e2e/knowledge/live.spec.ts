import type { Page } from "@playwright/test";
import { unique } from "../support/chat";
import { chooseOffline, expect, REFUSED, test } from "../support/test";
import { choose, newCollection, row } from "./support";

/** A little handbook: facts that nothing else tells. */
const handbook = [
  {
    name: "sockets.md",
    text: "# Sockets\n\nHow programs hold a line open.\n\n## Closing\n\nThe WebSocket of the lighthouse closes with code 4001 when the caller is unauthorised. The caller then signs in again.\n\n## Heartbeats\n\nA heartbeat is sent every fifteen seconds.\n",
  },
  { name: "travel.md", text: "# Travel\n\nTrains come first.\n\n## Allowance\n\nThe daily allowance for meals in Kiel is 32 euros. Receipts are handed in within thirty days.\n" },
  { name: "keepers.md", text: "# Keepers\n\nThe lighthouse has two keepers. They change places every eleven days, at noon.\n" },
];

test.describe.configure({ mode: "serial" });
test.use({ allowedErrors: [REFUSED] });

/** A collection with the handbook in it, read to its end. */
async function withHandbook(page: Page): Promise<string> {
  const name = await newCollection(page);
  await choose(page, ...handbook);
  await expect(page.getByRole("region", { name: "On its way" }).getByRole("listitem")).toContainText("3 files read", { timeout: 45_000 });
  for (const one of handbook) await expect(row(page, one.name)).toContainText("ready");
  return name;
}

test("documents are read, asked about, and the citation opens the passage", async ({ page, chat }) => {
  const name = await withHandbook(page);
  await chooseOffline(page);
  await chat.open();
  await page.getByRole("button", { name: /^Knowledge:/ }).click();
  await page.getByRole("dialog", { name: "Knowledge" }).getByLabel(name).check();
  await page.keyboard.press("Escape");
  await chat.ask("What close code does the WebSocket use when unauthorised?");
  const answer = await chat.ended();
  await expect(answer).toContainText("4001");
  const citation = answer.getByRole("button", { name: /^Source \d: .*, verified$/ }).first();
  await citation.click();
  const passage = page.getByRole("dialog").getByRole("group", { name: "The passage in its document" });
  await expect(passage.locator("mark").filter({ hasText: "4001" }).first()).toBeVisible();
  await page.getByRole("dialog").getByRole("link", { name: "Open the document" }).click();
  await expect(page.getByRole("heading", { name: "Sockets", level: 1 })).toBeVisible();
  await expect(page.locator("mark.passage").first()).toBeInViewport();
  await expect(page.getByRole("navigation", { name: "Outline" }).getByRole("button", { name: "Closing" })).toBeVisible();

  await page.goBack();
  await page.reload();
  await expect(chat.answers.last().getByRole("button", { name: /^Source \d: .*, verified$/ }).first()).toBeVisible();
  await chat.ask(unique("What colour has the quantum of the emperor's chromosphere?"));
  await expect((await chat.ended()).locator(".citation-verified")).toHaveCount(0);
});

test("the playground finds what was read, and a deleted document is found no more", async ({ page }) => {
  const name = await withHandbook(page);
  const collection = page.url();
  const results = page.getByRole("region", { name: "Results" });
  async function searchFor(query: string) {
    await page.goto("/knowledge/search");
    await page.getByRole("group", { name: "Collections" }).getByLabel(name).check();
    await page.getByLabel("Search for").fill(query);
    await page.getByLabel("Search for").press("Enter");
    await expect(results).toHaveAttribute("aria-busy", "false");
  }
  await searchFor("alowance for meals in Kiel");
  await expect(results.getByRole("listitem").first()).toContainText("32 euros");
  await expect(results.getByRole("table", { name: "Where the time went" })).toBeVisible();
  await page.goto(collection);
  await row(page, "travel.md").getByRole("button", { name: /^Options for/ }).click();
  await page.getByRole("menuitem", { name: "Delete" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
  await expect(row(page, "travel.md")).toHaveCount(0);
  await searchFor("allowance for meals in Kiel");
  await expect(results.getByRole("link", { name: "Travel" })).toHaveCount(0);
});

test("what cannot be read is told, and the others are read all the same", async ({ page }) => {
  await newCollection(page);
  await choose(page, "fine.md", { name: "mislabelled.pdf", text: "This is no PDF at all." });
  const intake = page.getByRole("region", { name: "On its way" }).getByRole("listitem");
  await expect(intake).toContainText("1 file read, 1 failed", { timeout: 45_000 });
  await expect(row(page, "fine.md")).toContainText("ready");
  await expect(row(page, "mislabelled.pdf")).toContainText("failed");
});
