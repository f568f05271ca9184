import { unique } from "./support/chat";
import { expect, setSession, test } from "./support/test";

test.beforeEach(({ page }) => setSession(page, { model: { provider: "openai", model: "echo" } }));

test("a conversation can be held and managed without a mouse", async ({ page, chat }) => {
  await chat.open();
  const text = unique("By keys");
  await page.keyboard.type(text);
  await page.keyboard.press("Enter");
  await expect(await chat.ended()).toContainText(text);
  await expect(chat.composer).toBeFocused();

  await page.keyboard.press("Control+k");
  await expect(page.getByRole("textbox", { name: "Search titles" })).toBeFocused();
  const current = chat.sidebar.locator("[aria-current=page]");
  await current.focus();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await page.keyboard.press("ArrowDown");
  await expect(page.getByRole("menuitem", { name: "Pin" })).toBeFocused();
  await page.keyboard.press("ArrowUp");
  await expect(page.getByRole("menuitem", { name: "Rename" })).toBeFocused();
  await page.keyboard.press("Enter");
  const field = page.getByRole("textbox", { name: "Title of the conversation" });
  await expect(field).toBeFocused();
  const title = unique("Keyed");
  await page.keyboard.type(title);
  await page.keyboard.press("Enter");
  await expect(chat.row(title)).toBeVisible();

  await page.keyboard.press("Control+Shift+O");
  await expect(page).toHaveURL("/");
  await expect(chat.composer).toBeFocused();
});

test("the page begins with a way to the message box", async ({ page, chat }) => {
  await chat.open();
  await page.getByRole("link", { name: "Parley" }).focus();
  await page.keyboard.press("Shift+Tab");
  const skip = page.getByRole("link", { name: "Skip to the message box" });
  await expect(skip).toBeFocused();
  await expect(skip).toBeInViewport();
  await page.keyboard.press("Enter");
  await expect(chat.composer).toBeFocused();
});

test("the list of shortcuts opens with ? and Ctrl+/, and the first can be turned off", async ({ page, chat }) => {
  await chat.open();
  const help = page.getByRole("dialog", { name: "Keyboard shortcuts" });
  await page.keyboard.press("Control+/");
  await expect(help).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(help).toBeHidden();
  await expect(chat.composer).toBeFocused();
  await page.keyboard.type("?");
  await expect(chat.composer).toHaveValue("?");
  const settings = chat.sidebar.getByRole("button", { name: "Settings" });
  await settings.focus();
  await page.keyboard.press("?");
  await expect(help).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(settings).toBeFocused();
  await page.keyboard.press("Enter");
  await page.getByRole("checkbox", { name: "Single-key shortcuts" }).uncheck();
  await page.keyboard.press("Escape");
  await page.keyboard.press("?");
  await expect(help).toBeHidden();
});

test("models are chosen with the arrow keys", async ({ page, chat }) => {
  await chat.open();
  await page.getByRole("button", { name: /^Model:/ }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("combobox")).toBeFocused();
  await page.keyboard.press("ArrowUp");
  const active = await page.getByRole("combobox").getAttribute("aria-activedescendant");
  const name = await page.locator(`#${active} > span > span`).first().innerText();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: /^Model:/ })).toContainText(name);
});
