import { chooseOffline, expect, test } from "./support/test";

test.beforeEach(({ page }) => chooseOffline(page));

test("the start page invites, says who answers and how to connect a model", async ({ page, chat }) => {
  await chat.open();
  await expect(chat.composer).toBeFocused();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("What shall we talk about?");
  await expect(page.getByRole("list", { name: "Examples" }).getByRole("listitem")).toHaveCount(4);
  await page.getByText("Connect a model").click();
  await expect(page.getByText("OLLAMA_BASE_URL")).toBeVisible();
});

test("an example is answered by the offline assistant", async ({ page, chat }) => {
  await chat.open();
  await page.getByRole("button", { name: /Introduce yourself/ }).click();
  await expect(page).toHaveURL(/\/c\/conv_/);
  const answer = await chat.ended();
  await expect(answer).toContainText("Robin");
  await expect(answer.getByRole("contentinfo").or(answer.locator("footer"))).toContainText("offline");
  await expect(chat.row("").first()).toBeVisible();
});

test("a conversation that does not exist says so", async ({ page, chat }) => {
  await page.goto("/nowhere");
  await expect(page.getByRole("heading", { name: "There is nothing here" })).toBeVisible();
  await page.getByRole("link", { name: "Start a new chat" }).click();
  await expect(chat.composer).toBeVisible();
});

test.describe("an unknown id", () => {
  test.use({ allowedErrors: [/Failed to load resource/] });

  test("is not found either", async ({ page }) => {
    await page.goto("/c/conv_00000000000000000000000000");
    await expect(page.getByRole("heading", { name: "There is nothing here" })).toBeVisible();
  });
});

test("the API reference shows the document of this server", async ({ page }) => {
  await page.goto("/docs");
  await expect(page.locator("#reference")).toContainText("/api/v1/chat", { timeout: 30_000 });
});
