import { expectClean } from "./support/axe";
import { unique } from "./support/chat";
import { expect, fakeOnly, REFUSED, setSession, test } from "./support/test";

fakeOnly("The personas of a real server belong to its users.");
test.use({ allowedErrors: [REFUSED] });

const slug = (name: string) => name.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-");

test("a persona is written, saved, changed and taken back to an old version", async ({ page }) => {
  const name = unique("Helper");
  await page.goto("/personas");
  await page.getByRole("link", { name: "New persona" }).click();
  await page.getByRole("textbox", { name: "Name", exact: true }).fill(name);
  await expect(page.getByRole("textbox", { name: "Id", exact: true })).toHaveValue(slug(name));
  await page.getByRole("textbox", { name: "Role" }).fill("You help {{who}}.");
  await page.getByRole("button", { name: "Declare who" }).click();
  await expect(page.getByText("A value is needed.")).toBeVisible();
  await page.getByRole("group", { name: "Values to try" }).getByRole("textbox", { name: "who" }).fill("Acme");
  await expect(page.getByLabel("System prompt")).toHaveText("You help Acme.");
  await expect(page.getByText("3 tokens for gpt-4o")).toBeVisible();
  await page.getByRole("button", { name: "Add an entry: Guidelines" }).click();
  await page.getByRole("textbox", { name: "Guidelines, entry 1" }).fill("Be kind");
  await page.getByRole("button", { name: "Save" }).click();

  await expect(page).toHaveURL(`/personas/${slug(name)}`);
  await page.getByRole("textbox", { name: "Role" }).fill("You help nobody.");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Saved.")).toBeVisible();
  await page.getByRole("button", { name: "Restore version 1" }).click();
  await expect(page.getByText("from version 1")).toBeVisible();
  await expect(page.getByRole("textbox", { name: "Role" })).toHaveValue("You help {{who}}.");

  await page.getByRole("button", { name: "Delete" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
  await expect(page).toHaveURL("/personas");
  await expect(page.getByRole("link", { name, exact: true })).toHaveCount(0);
});

test("a built-in persona is copied, and what is missing is named by its field", async ({ page }) => {
  await page.goto("/personas/code-reviewer");
  await expect(page.getByRole("textbox", { name: "Role" })).toBeDisabled();
  await page.getByRole("link", { name: "Copy" }).click();
  const name = page.getByRole("textbox", { name: "Name", exact: true });
  await expect(name).toHaveValue("Copy of Code reviewer");
  await name.fill("");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("A name is needed.", { exact: true })).toBeVisible();
  await expect(name).toHaveAttribute("aria-invalid", "true");
});

test("the second of two editors is told, and can load what the first has saved", async ({ page, context }) => {
  const name = unique("Shared");
  await page.goto("/personas/new");
  await page.getByRole("textbox", { name: "Name", exact: true }).fill(name);
  await page.getByRole("textbox", { name: "Role" }).fill("First");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page).toHaveURL(`/personas/${slug(name)}`);

  const other = await context.newPage();
  await other.goto(`/personas/${slug(name)}`);
  await other.getByRole("textbox", { name: "Role" }).fill("Second");
  await other.getByRole("button", { name: "Save" }).click();
  await expect(other.getByText("Saved.")).toBeVisible();

  await page.getByRole("textbox", { name: "Role" }).fill("Third");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("alert")).toContainText("changed meanwhile");
  await page.getByRole("button", { name: "Load the newest version" }).click();
  await expect(page.getByRole("textbox", { name: "Role" })).toHaveValue("Second");
});

test("unsaved changes are not lost by a link or the back button", async ({ page }) => {
  await page.goto("/personas");
  await page.getByRole("link", { name: "New persona" }).click();
  await page.getByRole("textbox", { name: "Role" }).fill("Half a thought");
  await page.getByRole("link", { name: "All personas" }).click();
  await page.getByRole("button", { name: "Stay" }).click();
  await expect(page.getByRole("textbox", { name: "Role" })).toHaveValue("Half a thought");

  await page.goBack();
  await expect(page.getByRole("dialog")).toBeVisible();
  await page.getByRole("button", { name: "Stay" }).click();
  await expect(page.getByRole("textbox", { name: "Role" })).toHaveValue("Half a thought");
  await page.goBack();
  await page.getByRole("button", { name: "Leave" }).click();
  await expect(page).toHaveURL("/personas");
});

test("the persona that is picked goes with the message and stays with its conversation", async ({ page, chat }) => {
  await setSession(page, { model: { provider: "openai", model: "echo" } });
  await chat.open();
  await page.getByRole("button", { name: /^Persona:/ }).click();
  await page.getByRole("radio", { name: /Customer support/ }).check();
  await page.getByRole("textbox", { name: /company/ }).fill("Acme");
  await page.keyboard.press("Escape");
  const sent = page.waitForRequest("**/chat/stream");
  await chat.ask("Hello");
  expect((await sent).postDataJSON()).toMatchObject({ persona: "customer-support", persona_variables: { company: "Acme" } });
  await chat.ended();
  await expect(page.getByRole("button", { name: /^Persona:/ })).toContainText("Customer support");
  await page.reload();
  await expect(page.getByRole("button", { name: /^Persona:/ })).toContainText("Customer support");
  await chat.sidebar.getByRole("link", { name: "New chat" }).click();
  await expect(page.getByRole("button", { name: /^Persona:/ })).toContainText("No persona");
});

test("a list that cannot be loaded says so and is tried again", async ({ page }) => {
  let broken = true;
  await page.route("**/api/v1/personas?**", (route) =>
    broken ? route.fulfill({ status: 400, json: { code: "VALIDATION_ERROR", detail: "Broken on purpose.", status: 400 } }) : route.fallback());
  await page.goto("/personas");
  await expect(page.getByText("Broken on purpose.")).toBeVisible();
  broken = false;
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(page.getByRole("heading", { name: "Personas", exact: true })).toBeVisible();
});

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme, contextOptions: { reducedMotion: "reduce" } });

    for (const width of [1440, 390]) {
      test(`the list, the form and the picker are accessible at ${width} px`, async ({ page }) => {
        await page.setViewportSize({ width, height: 900 });
        await page.goto("/personas");
        await expect(page.getByRole("link", { name: "Customer support", exact: true })).toBeVisible();
        await expectClean(page);
        await page.goto("/personas/new?from=customer-support");
        await expect(page.getByText(/tokens for/)).toBeVisible();
        await expectClean(page);
        expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
        if (process.env["SHOTS"]) await page.screenshot({ path: `${process.env["SHOTS"]}/form-${colorScheme}-${width}.png` });
        await page.goto("/");
        await page.getByRole("button", { name: /^Persona:/ }).click();
        await page.getByRole("radio", { name: /Customer support/ }).check();
        await expectClean(page);
        if (process.env["SHOTS"]) await page.screenshot({ path: `${process.env["SHOTS"]}/picker-${colorScheme}-${width}.png` });
      });
    }
  });
}
