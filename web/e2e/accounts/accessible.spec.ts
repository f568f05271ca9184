import type { Page } from "@playwright/test";
import { expectClean } from "../support/axe";
import { api, expect, local, newPerson, otherBrowser, owner, signIn, test } from "./support";

async function fits(page: Page): Promise<void> {
  const [content, window_] = await page.evaluate(() => [document.documentElement.scrollWidth, window.innerWidth]);
  expect(content).toBeLessThanOrEqual(window_ ?? 0);
}

async function shoot(page: Page, name: string): Promise<void> {
  if (process.env["SHOTS"]) await page.screenshot({ path: `${process.env["SHOTS"]}/${name}.png` });
}

for (const colorScheme of ["light", "dark"] as const) {
  for (const width of [1280, 320]) {
    test.describe(`${colorScheme}, ${width} px`, () => {
      test.use({ colorScheme, viewport: { width, height: 800 }, contextOptions: { reducedMotion: "reduce" } });
      const tag = `${colorScheme}-${width}`;

      test("what is there before anybody is signed in", async ({ page, browser }) => {
        await page.goto("/sign-in?error=access_denied");
        await expect(page.getByRole("button", { name: "Sign in" })).toBeVisible();
        await page.getByLabel("E-mail", { exact: true }).fill("nobody@parley.example");
        await page.getByLabel("Password", { exact: true }).fill("wrong");
        await page.getByRole("button", { name: "Sign in" }).click();
        await expect(page.getByRole("alert").nth(1)).toBeVisible();
        await expectClean(page);
        await fits(page);
        await shoot(page, `sign-in-${tag}`);

        const context = await otherBrowser(browser);
        const admin = await context.newPage();
        await signIn(admin, owner);
        const { body } = await api<{ url: string }>(admin, "POST", "/invitations", { email: `axe${Date.now().toString(36)}${width}${colorScheme}@parley.example`, role: "viewer" });
        await context.close();
        await page.goto(local(body.url));
        await page.getByRole("button", { name: "Join" }).click();
        await expect(page.getByLabel("Your name")).toHaveAttribute("aria-invalid", "true");
        await expectClean(page);
        await fits(page);
        await shoot(page, `link-${tag}`);
        await page.goto("/link#gone");
        await expect(page.getByRole("heading", { name: "This link does not work any more" })).toBeVisible();
        await expectClean(page);
      });

      test("the account, its menu and its dialogs", async ({ page }) => {
        const person = await newPerson();
        await page.goto("/sign-in");
        await api(page, "POST", "/auth/sign-in", { email: person.email, password: person.password, cookie: true });
        await page.goto("/account");
        await expect(page.getByRole("heading", { name: "API keys" })).toBeVisible();
        await page.getByLabel("New password").fill("short");
        await page.getByRole("button", { name: "Change the password" }).click();
        await expect(page.getByRole("alert").first()).toBeVisible();
        await expectClean(page);
        await fits(page);
        await shoot(page, `account-${tag}`);
        await page.getByRole("button", { name: "Make a key" }).click();
        await expectClean(page);
        await page.getByRole("dialog").getByLabel("Name").fill("A key");
        await page.getByRole("dialog").getByRole("button", { name: "Make a key" }).click();
        await expect(page.getByRole("dialog", { name: "Your new key" })).toBeVisible();
        await expectClean(page);
        await shoot(page, `key-${tag}`);
        await page.getByRole("button", { name: "I have kept it" }).click();
        if (width < 768) await page.getByRole("button", { name: "Show the sidebar" }).click();
        await page.getByRole("button", { name: `Account of ${person.name}` }).click();
        await expect(page.getByRole("menu")).toBeVisible();
        await expectClean(page);
        await shoot(page, `menu-${tag}`);
      });

      test("the administration", async ({ page }) => {
        await page.goto("/sign-in");
        await api(page, "POST", "/auth/sign-in", { email: owner.email, password: owner.password, cookie: true });
        for (const [path, seen] of [
          ["people", `Options for ${owner.name}`],
          ["groups", "New group"],
          ["audit", "Check the chain"],
          ["tenants", "New organisation"],
          ["providers", /^Set key of/],
        ] as const) {
          await page.goto(`/admin/${path}`);
          await expect(page.getByRole("button", { name: seen }).first()).toBeVisible();
          await expect(page.locator("[aria-busy=true].skeleton")).toHaveCount(0);
          await expectClean(page);
          await fits(page);
          await shoot(page, `${path}-${tag}`);
        }
        await page.goto("/admin/audit");
        await page.getByRole("button", { name: /^Details of event/ }).first().click();
        await expect(page.getByRole("dialog")).toBeVisible();
        await expectClean(page);
        await page.goto("/admin/people");
        await page.getByRole("button", { name: "Invite somebody" }).click();
        await page.getByRole("dialog").getByRole("button", { name: "Make the invitation" }).click();
        await expect(page.getByRole("dialog").getByRole("alert")).toBeVisible();
        await expectClean(page);
        await shoot(page, `invite-${tag}`);
      });
    });
  }
}
