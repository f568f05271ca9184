import { type Chat, unique } from "../support/chat";
import { chooseOffline, expect, realOnly, setSession, test } from "../support/test";
import { handbook, QUESTION } from "./handbook";
import { answerFrom, choose, collectionOf, newCollection, onItsWay } from "./support";

/** It says back what it is asked: an answer that cites as the test likes, checked by the real check. */
const echo = { model: { provider: "openai", model: "echo" } };
const CLAIMS = [
  "The WebSocket of the lighthouse closes with code 4001 when the caller is unauthorised [1].",
  "The manual says “closes with code 4007 when the caller is unauthorised” [1].",
  "The lighthouse was painted green by pirates in 1820 [1].",
  "Nobody knows the height of the tower [9].",
].join(" ");

test.beforeEach(() => realOnly("documents are read, and citations checked, by the server"));

test("documents are dropped in, asked about, and the citation opens the very passage", async ({ page, chat }) => {
  await chooseOffline(page);
  const name = await newCollection(page);
  await choose(page, ...handbook);
  await expect(onItsWay(page)).toContainText("3 files read", { timeout: 45_000 });
  await chat.open();
  await answerFrom(page, name);
  await expect(page.getByRole("button", { name: `Knowledge: ${name}` })).toBeVisible();
  await chat.ask(QUESTION);
  const answer = await chat.ended();
  await expect(answer).toContainText("4001");
  const citation = answer.getByRole("button", { name: "Source 1: Sockets, verified" }).first();
  await citation.click();
  const dialog = page.getByRole("dialog", { name: "Source 1: Sockets" });
  await expect(dialog).toContainText("Closing");
  await expect(dialog.locator("mark.passage-exact").first()).toContainText("closes with code 4001 when the caller is unauthorised");
  await expect(dialog.locator("mark.passage-exact").first()).toBeInViewport();
  await page.keyboard.press("Escape");
  await expect(citation).toBeFocused();
  await page.keyboard.press("Enter");
  await dialog.getByRole("link", { name: "Open the document" }).click();
  await expect(page).toHaveURL(/\/knowledge\/documents\/doc_\w+\?start=\d+&end=\d+$/);
  await expect(page.getByRole("heading", { name: "Sockets", level: 1 })).toBeVisible();
  await expect(page.locator("mark.passage").filter({ hasText: "4001" })).toBeInViewport();
});

test("the conversation remembers what it rests on, and its citations, after a reload; a new one does not", async ({ page, chat }) => {
  await chooseOffline(page);
  const { name } = await collectionOf(page, handbook);
  await chat.open();
  await answerFrom(page, name);
  await chat.ask(QUESTION);
  await chat.ended();
  await page.reload();
  await expect(page.getByRole("button", { name: `Knowledge: ${name}` })).toBeVisible();
  await expect(chat.answers.last().getByRole("button", { name: /^Source \d: Sockets, verified$/ }).first()).toBeVisible();
  const asked = page.waitForRequest(/\/chat\/stream$/);
  await chat.ask("How often do the keepers change places?");
  expect((await asked).postDataJSON()).toMatchObject({ use_rag: true });
  await expect(await chat.ended()).toContainText("eleven days");
  await chat.open();
  await expect(page.getByRole("button", { name: "Knowledge: No documents" })).toBeVisible();
});

test("a question that the documents do not answer is told as such, and cites nothing", async ({ page, chat }) => {
  await chooseOffline(page);
  const { name } = await collectionOf(page, handbook);
  await chat.open();
  await answerFrom(page, name);
  await chat.ask(unique("What colour has the quantum of the emperor's chromosphere?"));
  const answer = await chat.ended();
  await expect(answer).toContainText("The documents I was given do not answer that.");
  await expect(answer.locator(".citation")).toHaveCount(0);
});

async function cited(chat: Chat, name: string) {
  await chat.open();
  await answerFrom(chat.page, name);
  await chat.ask(CLAIMS);
  return chat.ended();
}

test("true, altered, unsupported and made-up citations each tell what they are", async ({ page, chat }) => {
  await setSession(page, echo);
  const { name } = await collectionOf(page, handbook.slice(0, 1));
  const answer = await cited(chat, name);
  for (const verdict of ["verified", "quote differs", "not supported", "unknown source"]) {
    await expect(answer.getByRole("button", { name: new RegExp(`^Source \\d.*, ${verdict}$`) })).toBeVisible();
  }
  await expect(page.locator("[role=status].sr-only").filter({ hasText: "The answer is complete. 4 citations: 1 verified, 1 quote differs" })).toBeAttached();
  await answer.locator(".sources summary").press("Enter");
  await expect(answer.getByRole("list", { name: "Sources of this answer" })).toBeVisible();
  await answer.getByRole("button", { name: /quote differs$/ }).click();
  await expect(page.getByRole("dialog")).toContainText("The nearest words are marked.");
  await expect(page.getByRole("dialog").locator("mark.passage-exact").first()).toContainText("4001");
});
