import type { Page } from "@playwright/test";
import { expectClean } from "../support/axe";
import { expect, fakeOnly, setSession, test } from "../support/test";

const QUESTION = "What close code does the WebSocket use when unauthorised?";
const cites = { model: { provider: "openai", model: "cites" } };

test.beforeEach(() => fakeOnly("its documents are the fake API's"));

async function answerFrom(page: Page, ...collections: string[]): Promise<void> {
  await page.getByRole("button", { name: /^Knowledge:/ }).click();
  const picker = page.getByRole("dialog", { name: "Knowledge" });
  if (collections.length === 0) await picker.getByLabel("Answer from documents").check();
  for (const name of collections) await picker.getByLabel(name).check();
  await page.keyboard.press("Escape");
  await expect(picker).toBeHidden();
}

test("an answer rests on the chosen collection, and its citation opens the passage", async ({ page, chat }) => {
  await chat.open();
  await answerFrom(page, "Handbook");
  await expect(page.getByRole("button", { name: "Knowledge: Handbook" })).toBeVisible();
  await chat.ask(QUESTION);
  const answer = await chat.ended();
  await expect(answer).toContainText("4001");
  await answer.getByRole("button", { name: "Source 1: The WebSocket protocol, verified" }).click();
  const dialog = page.getByRole("dialog", { name: "Source 1: The WebSocket protocol" });
  await expect(dialog).toContainText("Closing");
  await expect(dialog.locator("mark.passage-exact")).toHaveText("The WebSocket uses the close code 4001 when a client is unauthorised");
  await expect(dialog.locator("mark.passage-exact")).toBeInViewport();
  await page.keyboard.press("Escape");
  await expect(answer.getByRole("button", { name: /^Source 1/ }).first()).toBeFocused();
  await page.keyboard.press("Enter");
  await dialog.getByRole("link", { name: "Open the document" }).click();
  await expect(page).toHaveURL(/\/knowledge\/documents\/doc_\w+\?start=\d+&end=\d+$/);
  await expect(page.locator("mark.passage")).toBeInViewport();
});

test("the conversation remembers what it rests on, and its citations, after a reload", async ({ page, chat }) => {
  await chat.open();
  await answerFrom(page);
  await chat.ask(QUESTION);
  await chat.ended();
  await page.reload();
  await expect(page.getByRole("button", { name: "Knowledge: All documents" })).toBeVisible();
  await expect(chat.answers.last().getByRole("button", { name: "Source 1: The WebSocket protocol, verified" })).toBeVisible();
  const asked = page.waitForRequest(/\/chat\/stream$/);
  await chat.ask("And when the client is too slow?");
  expect((await asked).postDataJSON()).toMatchObject({ use_rag: true });
  await chat.ended();
  await chat.open();
  await expect(page.getByRole("button", { name: "Knowledge: No documents" })).toBeVisible();
});

test("citations are neutral while the answer is written, and then tell their verdicts", async ({ page, chat }) => {
  await setSession(page, { model: { provider: "openai", model: "cites-slow" } });
  await chat.open();
  await answerFrom(page);
  await chat.ask(QUESTION);
  const answer = chat.answers.last();
  await expect(answer.getByText(/^\d sources?$/)).toBeVisible();
  await expect(answer.getByRole("button", { name: "Source 1: The WebSocket protocol", exact: true }).first()).toBeVisible();
  await expect(answer).toHaveAttribute("data-status", "running");
  await chat.ended();
  for (const verdict of ["verified", "quote differs", "not supported", "unknown source"]) {
    await expect(answer.getByRole("button", { name: new RegExp(`^Source \\d.*, ${verdict}$`) })).toBeVisible();
  }
  await expect(page.locator("[role=status].sr-only").filter({ hasText: "The answer is complete. 4 citations: 1 verified, 1 quote differs" })).toBeAttached();
  await answer.locator(".sources summary").press("Enter");
  await expect(answer.getByText("1 sentence states something and cites nothing")).toBeVisible();
  await expect(answer.getByRole("listitem").filter({ hasText: "And this rests on nothing at all." })).toBeVisible();
  await answer.getByRole("button", { name: /quote differs$/ }).click();
  await expect(page.getByRole("dialog")).toContainText("The quoted words stand there with another number.");
  await expect(page.getByRole("dialog")).toContainText("The nearest words are marked.");
});

test("a question that the documents do not answer is told as such", async ({ page, chat }) => {
  await chat.open();
  await answerFrom(page, "Handbook");
  await chat.ask("Quantum chromodynamics of zebras?");
  await expect(await chat.ended()).toContainText("The documents do not answer that.");
});

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme, contextOptions: { reducedMotion: "reduce" } });

    test("nothing stands in the way of anybody", async ({ page, chat }) => {
      await setSession(page, cites);
      await chat.open();
      await page.getByRole("button", { name: /^Knowledge:/ }).click();
      await expect(page.getByLabel("Handbook")).toBeVisible();
      await expectClean(page);
      await page.keyboard.press("Escape");
      await answerFrom(page, "Handbook");
      await chat.ask(QUESTION);
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

  test("nothing is wider than the screen", async ({ page, chat }) => {
    await setSession(page, cites);
    await chat.open();
    await answerFrom(page, "Handbook");
    await chat.ask(QUESTION);
    const answer = await chat.ended();
    await answer.getByRole("button", { name: /verified$/ }).tap();
    await expect(page.getByRole("dialog").locator("mark.passage-exact")).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    const box = await page.getByRole("dialog").boundingBox();
    expect((box?.x ?? 0) + (box?.width ?? 999)).toBeLessThanOrEqual(390);
  });
});
