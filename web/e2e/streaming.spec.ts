import { type Chat, unique } from "./support/chat";
import { expect, REFUSED, setSession, test } from "./support/test";

const openai = (model: string) => ({ model: { provider: "openai", model } });

/** Not a token lost or shown twice: what is shown is what is stored, and all of it. */
async function expectWhole(chat: Chat, words: number): Promise<void> {
  const text = await chat.lastText();
  expect(text.split(" ")).toHaveLength(words);
  expect(text).toBe(await chat.storedText());
}

test("an answer streams in, is complete and tells its model and tokens", async ({ page, chat }) => {
  await setSession(page, openai("ok-200x20"));
  await chat.begin(unique("Count"));
  await chat.words(3);
  await expect(chat.stop).toBeVisible();
  const answer = await chat.ended();
  await expect(chat.send).toBeVisible();
  await expect(answer).toContainText("ok-200x20");
  await expect(answer).toContainText(/tokens/);
});

test("a reload in the middle of an answer goes on where it was", async ({ page, chat }) => {
  await setSession(page, openai("ok-200x20"));
  await chat.begin(unique("Count on"));
  await chat.words(5);
  await page.reload();
  await expect(chat.answers.last()).toHaveAttribute("data-status", "running");
  await chat.ended();
  await expectWhole(chat, 200);
  await expect(chat.questions).toHaveCount(1);
  await expect(chat.answers).toHaveCount(1);
});

test("an answer goes on while another conversation is read", async ({ page, chat }) => {
  await setSession(page, openai("ok-200x20"));
  const path = await chat.begin(unique("Elsewhere"));
  await chat.sidebar.getByRole("link", { name: "New chat" }).click();
  await expect(chat.answers).toHaveCount(0);
  await page.goBack();
  await expect(page).toHaveURL(new RegExp(path));
  await chat.ended();
  await expectWhole(chat, 200);
});

test("stop keeps what was written, also after a reload, and it can be answered again", async ({ page, chat }) => {
  await setSession(page, openai("ok-200x20"));
  await chat.begin(unique("Stop me"));
  await chat.words(5);
  await chat.stop.click();
  await chat.ended("cancelled");
  await expect(chat.answers.last()).toContainText("Stopped");
  const stopped = await chat.lastText();
  await page.reload();
  await chat.ended("cancelled");
  expect(await chat.lastText()).toBe(stopped);

  await chat.chooseModel("echo");
  await chat.answers.last().getByRole("button", { name: "Answer again" }).click();
  await expect(await chat.ended()).toContainText("Stop me");
  await expect(chat.answers).toHaveCount(1);
});

test("Escape stops an answer that hangs", async ({ page, chat }) => {
  await setSession(page, openai("hang-mid-5"));
  await chat.begin(unique("Hang"));
  await expect(chat.answers.last().locator(".prose")).toBeVisible();
  await page.keyboard.press("Escape");
  await chat.ended("cancelled");
});

test.describe("a model that fails", () => {
  test.use({ allowedErrors: [REFUSED] });

  test("is told in place, and Retry answers the same question", async ({ page, chat }) => {
    await setSession(page, openai("fail-500"));
    const text = unique("Fail first");
    await chat.begin(text);
    await chat.ended("failed");
    const failed = chat.answers.last();
    await expect(failed.getByRole("alert")).toBeVisible();
    await chat.chooseModel("echo");
    await failed.getByRole("button", { name: "Retry" }).click();
    await expect(await chat.ended()).toContainText(text);
    await expect(chat.questions).toHaveCount(1);
  });
});

test("the list stays at the end unless the reader scrolls up", async ({ page, chat }) => {
  await setSession(page, openai("echo"));
  await chat.begin(Array.from({ length: 60 }, (_, line) => `line ${line}`).join("\n\n"));
  await chat.ended();
  const distance = () => chat.log.evaluate((log) => log.scrollHeight - log.scrollTop - log.clientHeight);
  await expect.poll(distance).toBeLessThan(5);

  await chat.chooseModel("ok-200x20");
  await chat.ask("Now count");
  await chat.words(5);
  await expect.poll(distance).toBeLessThan(80);

  await chat.log.hover();
  await page.mouse.wheel(0, -600);
  const latest = page.getByRole("button", { name: "Jump to the latest message" });
  await expect(latest).toBeVisible();
  await expect.poll(distance).toBeGreaterThan(200);
  await expect(chat.send).toBeVisible({ timeout: 30_000 });
  expect(await distance()).toBeGreaterThan(200);
  await latest.click();
  await expect.poll(distance).toBeLessThan(5);
  await expect(latest).toBeHidden();
});

test("pictures in an answer are never fetched", async ({ page, chat }) => {
  await setSession(page, openai("echo"));
  await chat.begin(`![spy](https://foreign.example/${unique("p").replace(" ", "")}.png) <b>bold</b>`);
  const answer = await chat.ended();
  await expect(answer.getByRole("link", { name: "Picture: spy" })).toHaveAttribute("rel", "noopener noreferrer");
  await expect(answer.locator("img, b")).toHaveCount(0);
});
