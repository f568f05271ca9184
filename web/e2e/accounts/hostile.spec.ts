import { api, expect, newPerson, owner, signIn, test } from "./support";

/** Texts that a page which takes them for markup would run, or fetch something for. */
const payloads = [
  "<img src=x onerror=alert(1)>",
  "<script>alert(1)</script>",
  '"><svg onload=alert(1)>',
  "javascript:alert(1)",
  "<a href=https://evil.example/x>click</a>",
  "</title><script>alert(1)</script>",
  "{{constructor.constructor('alert(1)')()}}",
];

test("C6 names that look like markup are shown as they are, and run nothing", async ({ page }) => {
  test.slow();
  const dialogs: string[] = [];
  const evil: string[] = [];
  page.on("dialog", (dialog) => {
    dialogs.push(dialog.message());
    void dialog.dismiss();
  });
  page.on("request", (request) => request.url().includes("evil.example") && evil.push(request.url()));
  const [first = "", second = ""] = payloads;
  await newPerson("member", second);
  const hostile = await newPerson("owner", first);
  await signIn(page, hostile);

  for (const payload of payloads) {
    const tag = `${payload} ${Math.random().toString(36).slice(2, 8)}`;
    await api(page, "POST", "/groups", { name: tag });
    await api(page, "POST", "/keys", { name: tag, scopes: ["read_content"] });
    await api(page, "POST", "/users", { name: tag, role: "service" });
    await api(page, "POST", "/invitations", { email: `"${payload.replaceAll('"', "")}"@parley.example`, role: "viewer" });
    await api(page, "POST", "/conversations", { title: tag });
    await api(page, "POST", "/auth/sign-in", { email: payload, password: "x", cookie: true });
  }

  await page.goto("/account");
  for (const payload of payloads) await expect(page.getByRole("main").getByRole("heading", { name: payload }).first()).toBeVisible();
  await page.goto("/admin/people");
  await expect(page.getByRole("heading", { name: first }).first()).toBeVisible();
  // The sidebar has a conversation of that name, too.
  await page.getByRole("main").getByRole("button", { name: `Options for ${second}` }).first().click();
  await page.getByRole("menuitem", { name: "Edit" }).click();
  await expect(page.getByRole("dialog")).toContainText(second);
  await page.goto("/admin/groups");
  for (const payload of payloads) await expect(page.getByRole("main").getByRole("heading", { name: payload }).first()).toBeVisible();
  await page.goto("/admin/audit");
  await expect(page.getByRole("row").nth(2)).toBeVisible();
  for (const button of (await page.getByRole("button", { name: /^Details of event/ }).all()).slice(0, 5)) {
    await button.click();
    await page.keyboard.press("Escape");
  }

  for (const path of [`/sign-in?error=${encodeURIComponent(first)}`, `/sign-in?return_to=${encodeURIComponent("javascript:alert(1)")}`, `/link#${encodeURIComponent(first)}`]) {
    await page.goto(path);
    await page.waitForLoadState("networkidle");
  }
  expect(dialogs).toEqual([]);
  expect(evil).toEqual([]);
});

test("the page stands under its policy: nothing of it is inline", async ({ page }) => {
  const refused: string[] = [];
  page.on("console", (message) => /Content Security Policy/i.test(message.text()) && refused.push(message.text()));
  const answer = await page.goto("/sign-in");
  const policy = answer?.headers()["content-security-policy"] ?? "";
  expect(policy).toMatch(/script-src 'self'/);
  expect(policy).not.toMatch(/unsafe-inline|unsafe-eval/);
  await signIn(page, owner);
  for (const path of ["/", "/account", "/admin/people", "/admin/audit", "/usage", "/personas", "/docs"]) {
    await page.goto(path);
    await page.waitForLoadState("networkidle");
  }
  expect(refused).toEqual([]);
});
