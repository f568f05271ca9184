import { unique } from "./support/chat";
import { expect, fakeOnly, REFUSED, setSession, test } from "./support/test";

const echo = { model: { provider: "openai", model: "echo" } };

test("a message written offline waits and is sent once the browser is back", async ({ page, context, chat }) => {
  await setSession(page, echo);
  await chat.open();
  await context.setOffline(true);
  const text = unique("Later");
  await chat.ask(text);
  await expect(page.getByText("You are offline. The message is sent")).toBeVisible();
  await context.setOffline(false);
  await expect(await chat.ended()).toContainText(text);
  await expect(chat.questions).toHaveCount(1);
});

test("drafts belong to their conversation and survive a reload", async ({ page, chat }) => {
  await setSession(page, echo);
  const path = await chat.begin(unique("With a draft"));
  await chat.ended();
  await chat.composer.fill("half a thought");
  await chat.sidebar.getByRole("link", { name: "New chat" }).click();
  await expect(chat.composer).toHaveValue("");
  await page.goto(path);
  await expect(chat.composer).toHaveValue("half a thought");
});

test("a text over the limit is kept and explained, and cannot be sent", async ({ chat, page }) => {
  await chat.open();
  // Words, as people paste them: Chromium alone takes seconds to lay out 100,000 letters without a space.
  await chat.composer.fill("four ".repeat(20_000) + "x");
  await expect(chat.send).toBeDisabled();
  await expect(page.getByText("1 characters too many.")).toBeVisible();
  await chat.composer.fill("four ".repeat(19_800));
  await expect(page.getByText("1,000 characters left")).toBeVisible();
  await expect(chat.send).toBeEnabled();
});

test("Shift+Enter begins a new line, and Enter does not send while an input method composes", async ({ chat }) => {
  await chat.open();
  await chat.composer.pressSequentially("one");
  await chat.composer.press("Shift+Enter");
  await chat.composer.pressSequentially("two");
  await expect(chat.composer).toHaveValue("one\ntwo");
  await chat.composer.dispatchEvent("keydown", { key: "Enter", isComposing: true, bubbles: true, cancelable: true });
  await expect(chat.composer).toHaveValue("one\ntwo");
  await expect(chat.questions).toHaveCount(0);
});

test.describe("with refusals", () => {
  test.use({ allowedErrors: [REFUSED] });

  test("a refused message goes back to the message box", async ({ page, chat }) => {
    await chat.open();
    const problem = { status: 400, code: "CONTENT_FILTERED", detail: "Refused for the test.", retryable: false };
    await page.route("**/api/v1/chat/stream", (route) =>
      route.fulfill({ status: 400, contentType: "application/problem+json", body: JSON.stringify(problem) }),
    );
    await chat.composer.fill("take this back");
    await chat.composer.press("Enter");
    await expect(page.getByRole("alert")).toContainText("Refused for the test.");
    await expect(chat.composer).toHaveValue("take this back");
    await expect(chat.questions).toHaveCount(0);
  });

  test("a request that got lost is sent again under the same key", async ({ page, chat }) => {
    await setSession(page, echo);
    await chat.open();
    const keys: (string | undefined)[] = [];
    await page.route("**/api/v1/chat/stream", async (route) => {
      keys.push(route.request().headers()["idempotency-key"]);
      await (keys.length === 1 ? route.abort("connectionreset") : route.continue());
    });
    const text = unique("Twice");
    await chat.ask(text);
    await expect(await chat.ended()).toContainText(text);
    await expect(chat.questions).toHaveCount(1);
    expect(keys).toHaveLength(2);
    expect(keys[1]).toBe(keys[0]);
  });

  test("a connection that drops again and again loses no token", async ({ page, chat }) => {
    fakeOnly("only the fake API cuts the line on demand");
    await setSession(page, { model: { provider: "openai", model: "drop-7" } });
    await chat.begin(unique("Drop"));
    const answer = await chat.ended();
    const expected = Array.from({ length: 40 }, (_, index) => `d${index}`).join(" ");
    await expect(answer.locator(".prose")).toHaveText(expected);
  });

  test("a server that does not answer is told calmly, and found again", async ({ page, chat }) => {
    await page.route("**/api/v1/**", (route) => route.abort("connectionrefused"));
    await page.goto("/");
    await expect(page.getByRole("heading", { name: "The server does not answer" })).toBeVisible({ timeout: 20_000 });
    await page.unroute("**/api/v1/**");
    await page.getByRole("button", { name: "Try again" }).click();
    await expect(chat.composer).toBeVisible();
  });
});
