import type { Page } from "@playwright/test";
import { unique } from "./support/chat";
import { expect, fakeOnly, REFUSED, test } from "./support/test";

test.beforeEach(() => fakeOnly("the figures are the fake API's"));

async function open(page: Page): Promise<void> {
  await page.goto("/usage");
  await expect(page.getByRole("heading", { name: "Usage and budgets" })).toBeVisible();
}

test("the sidebar leads to the totals, the chart and its table", async ({ page, chat }) => {
  await chat.open();
  await chat.sidebar.getByRole("link", { name: "Usage and budgets" }).click();
  await expect(page).toHaveURL("/usage");
  await expect(page).toHaveTitle("Usage and budgets · Parley");
  await expect(page.getByLabel("Totals")).toContainText(/Cost\$\d/);
  await expect(page.getByLabel("Totals")).toContainText("Their cost is missing above.");
  await expect(page.getByRole("img", { name: /^Cost per day from/ })).toBeVisible();
  await page.getByText("Show as a table").click();
  await expect(page.getByRole("table", { name: "Cost per day" }).getByRole("row").nth(1)).toContainText("$");
});

test("the period can be last month or days of one's own, and wrong days are told at the field", async ({ page }) => {
  await open(page);
  const report = page.waitForRequest(/\/usage\?from=\d{4}-\d\d-01&to=\d{4}-\d\d-(28|29|30|31)&group_by=day/);
  await page.getByText("Last month").click();
  await report;
  await page.getByText("Days", { exact: true }).click();
  await page.getByLabel("From", { exact: true }).fill("2026-01-02");
  await page.getByLabel("To", { exact: true }).fill("2026-01-05");
  await expect(page.getByText("Nothing was spent in this time.")).toBeVisible();
});

test.describe("days in the wrong order", () => {
  test.use({ allowedErrors: [REFUSED] });

  test("are told at the field", async ({ page }) => {
    await open(page);
    await page.getByText("Days", { exact: true }).click();
    await page.getByLabel("From", { exact: true }).fill("2026-01-09");
    await page.getByLabel("To", { exact: true }).fill("2026-01-05");
    await expect(page.getByLabel("To", { exact: true })).toHaveAttribute("aria-invalid", "true");
    await expect(page.getByText("Must not be before from.", { exact: true })).toBeVisible();
  });
});

test("what was used is told apart by model, persona and conversation, and can be taken along", async ({ page }) => {
  await open(page);
  await expect(page.getByRole("table", { name: /Model$/ })).toContainText("openai/gpt-5-mini");
  await page.getByText("Persona", { exact: true }).click();
  await expect(page.getByRole("table", { name: /Persona$/ })).toContainText("none");
  await page.getByText("Conversation", { exact: true }).click();
  await expect(page.getByRole("table", { name: /Conversation$/ }).getByRole("link").first()).toHaveAttribute("href", /^\/c\/conv_/);
  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "Download as CSV" }).click();
  expect((await download).suggestedFilename()).toMatch(/^usage-.*\.csv$/);
});

test.describe("budgets", () => {
  test.use({ allowedErrors: [REFUSED] });

  test("are made with errors at their fields, changed and deleted, all by keyboard", async ({ page }) => {
    const name = unique("feature").replace(" ", "-");
    await open(page);
    await page.getByRole("button", { name: "Add a budget" }).press("Enter");
    const form = page.getByRole("dialog", { name: "Add a budget" });
    await form.getByLabel("For").selectOption("feature");
    await form.getByLabel("Limit in US dollars").press("Enter");
    await expect(form.getByText("Give 1 to 200 characters.")).toBeVisible();
    await form.getByLabel("Which").fill(name);
    await form.getByLabel("Limit in US dollars").fill("20");
    await form.getByLabel("Limit in US dollars").press("Enter");
    await expect(form).toBeHidden();

    const row = page.getByRole("listitem").filter({ hasText: name });
    await expect(row).toContainText("$20.00 a month");
    await expect(row.getByRole("meter")).toHaveAttribute("aria-valuetext", "$12.50 spent and $0 reserved of $20.00");
    await row.getByRole("button", { name: /^Change limit/ }).press("Enter");
    const limit = page.getByRole("dialog").getByLabel("Limit in US dollars");
    await limit.fill("0");
    await limit.press("Enter");
    await expect(limit).toHaveAttribute("aria-invalid", "true");
    await limit.fill("30");
    await limit.press("Enter");
    await expect(row).toContainText("$30.00 a month");

    await row.getByRole("button", { name: /^Delete/ }).press("Enter");
    await page.getByRole("dialog").getByRole("button", { name: "Delete" }).press("Enter");
    await expect(row).toHaveCount(0);
  });
});

test("the service level is set after a second thought", async ({ page }) => {
  await open(page);
  await page.getByText("degraded", { exact: true }).click();
  await page.getByRole("button", { name: "Set", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: "Set the service level to degraded?" });
  await dialog.getByRole("button", { name: "Cancel" }).click();
  await expect(page.getByText("nothing", { exact: true })).toBeVisible();
  await page.getByRole("button", { name: "Set", exact: true }).click();
  await dialog.getByRole("button", { name: "Set" }).click();
  await expect(dialog).toBeHidden();
  expect(await page.evaluate(() => document.documentElement.scrollTop)).toBe(0);
  await expect(page.getByText("nothing", { exact: true })).toBeHidden();
  await page.getByRole("group", { name: "Set to" }).getByText("full").click();
  await page.getByRole("button", { name: "Set", exact: true }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Set" }).click();
  await expect(page.getByText("nothing", { exact: true })).toBeVisible();
});

test.describe("a server that cannot tell", () => {
  test.use({ allowedErrors: [REFUSED] });

  test("says so in each part, and can be asked again", async ({ page }) => {
    await page.route("**/api/v1/budgets", (route) => route.fulfill({ status: 403, json: { code: "FORBIDDEN", detail: "Not for you.", status: 403 } }));
    await open(page);
    await expect(page.getByText("Not for you.")).toBeVisible();
    await expect(page.getByLabel("Totals")).toBeVisible();
    await page.unroute("**/api/v1/budgets");
    await page.getByRole("button", { name: "Try again" }).click();
    await expect(page.getByRole("meter").first()).toBeVisible();
  });
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test("nothing is wider than the screen, and the drawer closes", async ({ page }) => {
    await page.goto("/");
    await page.getByRole("button", { name: "Show the sidebar" }).tap();
    await page.getByRole("link", { name: "Usage and budgets" }).tap();
    await expect(page.getByRole("dialog")).toHaveCount(0);
    await expect(page.getByRole("meter").first()).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    expect(await page.locator(".usage").evaluate((node) => node.parentElement?.scrollWidth)).toBeLessThanOrEqual(390);
  });
});
