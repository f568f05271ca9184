import { expect, local, owner, signIn, test } from "./support";

test("the audit trail is searched, read in detail, checked and kept", async ({ page }) => {
  await signIn(page, owner, "/admin/audit");
  const table = page.getByRole("region", { name: "Events" });
  await expect(table.getByRole("row").nth(1)).toBeVisible();
  await page.getByLabel("What", { exact: true }).fill("session.sign_in");
  await page.getByRole("button", { name: "Search" }).click();
  await expect(table.getByRole("rowheader").first()).toHaveText("session.sign_in");
  await expect(table.getByRole("rowheader").filter({ hasNotText: "session.sign_in" })).toHaveCount(0);
  await table.getByRole("button", { name: /^Details of event/ }).first().click();
  const details = page.getByRole("dialog", { name: /^Event \d+/ });
  await expect(details.getByText("127.0.0.1").or(details.getByText("::1"))).toBeVisible();
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Check the chain" }).click();
  await expect(page.getByText(/The trail is whole: [\d,]+ events checked/)).toBeVisible();
  if (!process.env["PARLEY_ACCOUNTS_URL"]) return;
  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "Download as CSV" }).click();
  expect((await download).suggestedFilename()).toMatch(/\.csv$/);
});

test("an organisation is made for somebody, who sees nothing of this one, and is disabled again", async ({ page, browser }) => {
  await signIn(page, owner, "/admin/tenants");
  const name = `Lighthouse ${Date.now().toString(36)}`;
  await page.getByRole("button", { name: "New organisation" }).click();
  const form = page.getByRole("dialog", { name: "New organisation" });
  await form.getByLabel("Name").fill(name);
  await form.getByLabel("E-mail of its owner").fill(`keeper${Date.now().toString(36)}@parley.example`);
  await form.getByRole("button", { name: "New organisation" }).click();
  const shown = page.getByRole("dialog", { name: "The organisation is made" });
  const link = local(await shown.getByLabel("Link").inputValue());
  await shown.getByRole("button", { name: "I have kept it" }).click();
  const row = page.getByRole("listitem").filter({ hasText: name });
  await expect(row).toBeVisible();

  if (process.env["PARLEY_ACCOUNTS_URL"]) {
    const context = await browser.newContext();
    const keeper = await context.newPage();
    await keeper.goto(link);
    await keeper.getByLabel("Your name").fill("Kit Keeper");
    await keeper.getByLabel("Password", { exact: true }).fill("one tall lamp turns");
    await keeper.getByRole("button", { name: /Join|Create the owner/ }).click();
    await keeper.getByRole("button", { name: "Account of Kit Keeper" }).click();
    await expect(keeper.getByRole("menuitem", { name: "Organisations" })).toHaveCount(0);
    await keeper.getByRole("menuitem", { name: "People" }).click();
    await expect(keeper.getByRole("heading", { name: /Kit Keeper/ })).toBeVisible();
    await expect(keeper.getByText(owner.name)).toHaveCount(0);
    await row.getByRole("button").click();
    await page.getByRole("menuitem", { name: "Disable" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Disable" }).click();
    await expect(row).toContainText("disabled");
    await keeper.reload();
    await expect(keeper).toHaveURL(/\/sign-in/);
    await context.close();
  }
});

test("a provider's key is stored, hinted at, and removed", async ({ page }) => {
  await signIn(page, owner, "/admin/providers");
  await page.getByRole("button", { name: "Set key of Anthropic" }).click();
  await page.getByRole("dialog").getByLabel("Key", { exact: true }).fill("sk-ant-0123456789abcdefghijklmnop-Z9y8");
  await page.getByRole("dialog").getByRole("button", { name: "Save" }).click();
  const row = page.getByRole("listitem").filter({ hasText: "Anthropic" });
  await expect(row).toContainText("Z9y8");
  expect(await page.content()).not.toContain("0123456789abcdef");
  await row.getByRole("button", { name: "Remove the stored key of Anthropic" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Remove" }).click();
  await expect(row).toContainText("No key");
});
