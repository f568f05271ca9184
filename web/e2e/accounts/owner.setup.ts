import { api, expect, local, owner, test } from "./support";

const link = process.env["PARLEY_OWNER_LINK"] ?? "http://localhost/link#owner-setup";

test("the first owner comes by the link that the server has printed, and it works once", async ({ page, chat }) => {
  await page.goto("/");
  const config = await api<{ setup_needed: boolean }>(page, "GET", "/auth/config");
  test.skip(!config.body.setup_needed, "This server has an owner already.");
  await expect(page).toHaveURL("/sign-in");
  await expect(page.getByRole("heading", { name: "Parley has no owner yet" })).toBeFocused();

  await page.goto(local(link));
  await expect(page.getByRole("heading", { name: "Welcome to Parley" })).toBeVisible();
  await expect(page).toHaveURL("/link");
  await expect(page.getByLabel("Your name")).toBeFocused();
  await page.getByLabel("Your name").fill(owner.name);
  await page.getByLabel("E-mail").fill(owner.email);
  await page.getByLabel("Name of your organisation").fill("Harbour Ltd");
  await page.getByLabel("Password", { exact: true }).fill("short");
  await page.getByRole("button", { name: "Create the owner" }).click();
  const password = page.getByLabel("Password", { exact: true });
  await expect(password).toHaveAttribute("aria-invalid", "true");
  await expect(password).toBeFocused();

  await password.fill(owner.password);
  await page.keyboard.press("Enter");
  await expect(chat.composer).toBeVisible();
  await expect(page).toHaveURL("/");
  await expect(page.getByRole("button", { name: `Account of ${owner.name}` })).toBeVisible();

  await page.goto(local(link));
  await expect(page.getByRole("heading", { name: "This link does not work any more" })).toBeVisible();
});
