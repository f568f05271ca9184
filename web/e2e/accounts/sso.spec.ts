import { expect, test } from "./support";

const provider = process.env["PARLEY_OIDC_ISSUER"];

test.describe("single sign-on", () => {
  test.skip(!provider, "No provider was given in PARLEY_OIDC_ISSUER.");
  // The guard of the other tests refuses requests to another host; going to the provider is the point of these.
  test.use({ allowedErrors: [/Failed to load resource|^foreign request/] });

  test("leads to the provider and back to where one was", async ({ page }) => {
    await page.goto("/usage");
    await page.getByRole("link", { name: /^Continue with / }).click();
    await page.waitForURL(`${provider}/**`);
    await page.locator("input[name=login]").fill("alice");
    await page.locator("input[name=password]").fill("anything");
    await page.getByRole("button", { name: /sign-in/i }).click();
    await expect(page).toHaveURL("/usage");
    await expect(page.getByRole("button", { name: /^Account of / })).toBeVisible();
    await page.goto("/account");
    await expect(page.getByText("by single sign-on").first()).toBeVisible();
    await expect(page.getByRole("heading", { name: "Password" })).toHaveCount(0);
  });

  test("that is cancelled says so", async ({ page }) => {
    await page.goto("/sign-in");
    await page.getByRole("link", { name: /^Continue with / }).click();
    await page.waitForURL(`${provider}/**`);
    await page.getByRole("link", { name: /cancel/i }).click();
    await expect(page).toHaveURL(/\/sign-in\?error=/);
    await expect(page.getByRole("alert")).toBeVisible();
  });
});
