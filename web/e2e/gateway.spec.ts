import type { Page } from "@playwright/test";
import { unique } from "./support/chat";
import { expect, fakeOnly, REFUSED, setSession, test } from "./support/test";

const openai = (model: string) => ({ model: { provider: "openai", model } });

test.describe("a model that breaks off", () => {
  test.beforeEach(() => fakeOnly("which model takes over is the server's setting"));

  test("is named with the one that goes on, also for a screen reader", async ({ page, chat }) => {
    await setSession(page, openai("reset-mid-8"));
    await chat.begin(unique("Break"));
    const text = "openai/reset-mid-8 broke off; openai/ok-40x20 went on.";
    await expect(page.locator("[role=status].sr-only")).toHaveText(text);
    const answer = await chat.ended();
    await expect(answer).toContainText(text);
    await expect(answer).toContainText("reduced service");
    expect((await chat.lastText()).split(" ")).toHaveLength(48);
  });

  test("makes its text void when another begins again, also over a reload", async ({ page, chat }) => {
    await setSession(page, openai("restart-mid-8"));
    await chat.begin(unique("Break and begin"));
    await chat.words(3);
    await page.reload();
    const answer = await chat.ended();
    await expect(answer).toContainText("openai/restart-mid-8 broke off; offline/offline-assistant began again.");
    const text = await chat.lastText();
    expect(text).toMatch(/^t0 t1 /);
    expect(text).toBe(await chat.storedText());
  });
});

test.describe("under an answer", () => {
  test.beforeEach(() => fakeOnly("prices and caches are the server's setting"));

  for (const [model, line, inside] of [
    ["cached", /openai · cached\s*from the cache/, "The two are 97% alike."],
    ["unpriced", /price unknown/, "No price is known for a model"],
    ["echo", /tokens · \$0\.0000/, "written"],
  ] as const) {
    test(`${model}: one line, and on request what it means`, async ({ page, chat }) => {
      await setSession(page, openai(model));
      await chat.begin(unique("Facts"));
      const facts = (await chat.ended()).locator(".facts");
      await expect(facts.locator("summary")).toContainText(line);
      await facts.locator("summary").press("Enter");
      await expect(facts.getByText(inside)).toBeVisible();
    });
  }
});

test.describe("a refusal", () => {
  test.beforeEach(() => fakeOnly("what is spent is the server's to know"));
  test.use({ allowedErrors: [REFUSED] });

  test("for a spent budget tells the reader's time and offers no retry", async ({ page, chat }) => {
    await setSession(page, openai("budget-spent"));
    await chat.begin(unique("Spend"));
    const answer = await chat.ended("failed");
    await expect(answer).toContainText("on your clock");
    await expect(answer.getByRole("button", { name: /^Retry/ })).toHaveCount(0);
    await chat.chooseModel("echo");
    await answer.getByRole("button", { name: "Answer again" }).click();
    await expect(await chat.ended()).toContainText("Spend");
  });

  test("for a while counts down to its retry", async ({ page, chat }) => {
    await setSession(page, openai("busy-3"));
    await chat.begin(unique("Busy"));
    const answer = await chat.ended("failed");
    await expect(answer.getByRole("button", { name: /^Retry in \d s$/ })).toBeDisabled();
    await expect(answer.getByRole("button", { name: "Retry", exact: true })).toBeEnabled();
  });

  test("of too many messages gives the text back and says when it can be sent", async ({ page, chat }) => {
    const body = { code: "RATE_LIMIT_EXCEEDED", detail: "Too many messages.", status: 429, retryable: true, retry_after: 20 };
    await page.route("**/api/v1/chat/stream", (route) => route.fulfill({ status: 429, json: body }));
    await chat.open();
    await chat.composer.fill("Once more");
    await chat.composer.press("Enter");
    await expect(page.getByText(/^It can be sent again in \d+ s\.$/)).toBeVisible();
    await expect(chat.composer).toHaveValue("Once more");
  });
});

/** The catalogue with something changed in it. */
async function changeModels(page: Page, change: (catalogue: { degradation: string }) => void): Promise<void> {
  await page.route("**/api/v1/models", async (route) => {
    const response = await route.fetch();
    const catalogue = (await response.json()) as { degradation: string };
    change(catalogue);
    await route.fulfill({ response, json: catalogue });
  });
}

test("a service that is not full is told above the message box", async ({ page, chat }) => {
  fakeOnly("a real server would have to fail");
  await changeModels(page, (catalogue) => {
    catalogue.degradation = "degraded";
  });
  await chat.open();
  await expect(page.getByRole("status").filter({ hasText: "Another one answers instead." })).toBeVisible();
});

test("the picker tells prices and which model is left alone; the settings tell who takes over", async ({ page, chat }) => {
  fakeOnly("prices and health are the server's");
  await chat.open();
  await page.getByRole("button", { name: /^Model:/ }).click();
  await expect(page.getByRole("option", { name: /^fail-500/ })).toContainText(/left alone for \d+ s/);
  await expect(page.getByRole("option", { name: /^echo/ })).toContainText("$0.15 in, $0.60 out per million tokens");
  await expect(page.getByRole("option", { name: /^unpriced/ })).toContainText("price unknown");
  await page.keyboard.press("Escape");
  await chat.sidebar.getByRole("button", { name: "Settings" }).click();
  await expect(page.getByRole("dialog").getByRole("listitem").first()).toHaveText("openai/ok-40x20");
});
