import { expect, fakeOnly, REFUSED, test } from "../support/test";
import { choose, newCollection, row } from "./support";

test.beforeEach(() => fakeOnly("its documents are the fake API's"));

test("the sidebar leads to the collections, and one of them to its documents", async ({ page, chat }) => {
  await chat.open();
  await chat.sidebar.locator("..").getByRole("link", { name: "Knowledge" }).click();
  await expect(page).toHaveURL("/knowledge");
  await expect(page).toHaveTitle("Knowledge · Parley");
  await page.getByRole("link", { name: "Handbook" }).click();
  await expect(page).toHaveTitle("Handbook · Parley");
  await expect(row(page, "protocol.md")).toContainText("ready");
  await expect(row(page, "travel-policy.pdf")).toContainText("3");
  await expect(row(page, "scan-of-a-letter.pdf")).toContainText("There is no text in it, as in a scan.");
});

test("documents are found by name and status, page by page", async ({ page }) => {
  await page.goto("/knowledge");
  await page.getByRole("link", { name: "Logs" }).click();
  await expect(page.getByText("1 to 50 of 71")).toBeVisible();
  await page.getByRole("button", { name: "Next" }).click();
  await expect(row(page, "note-70.md")).toBeVisible();
  await page.getByRole("searchbox", { name: "Search by name" }).fill("note-3");
  await expect(row(page, "note-39.md")).toBeVisible();
  await expect(page.getByText("10 documents found")).toBeAttached();
  await page.getByRole("searchbox", { name: "Search by name" }).fill("");
  await page.getByLabel("Status").selectOption("failed");
  await expect(page.getByText("No document matches.")).toBeVisible();
});

test.describe("a collection", () => {
  test.use({ allowedErrors: [REFUSED] });

  test("is made with errors at their fields, renamed and deleted after a second thought", async ({ page }) => {
    await page.goto("/knowledge");
    await page.getByRole("button", { name: "New collection" }).click();
    const form = page.getByRole("dialog", { name: "New collection" });
    await form.getByRole("button", { name: "Create" }).click();
    await expect(form.getByLabel("Name")).toHaveAttribute("aria-invalid", "true");
    await page.keyboard.press("Escape");
    const name = await newCollection(page);
    await expect(page.getByText("There are no documents in this collection yet.")).toBeVisible();
    await page.getByRole("button", { name: `Options for ${name}` }).click();
    await page.getByRole("menuitem", { name: "Name and sharing" }).click();
    await page.getByRole("dialog").getByLabel("Name").fill(`${name} anew`);
    await page.getByRole("dialog").getByRole("button", { name: "Save" }).click();
    await expect(page.getByRole("heading", { name: `${name} anew`, level: 1 })).toBeVisible();
    await page.getByRole("button", { name: `Options for ${name} anew` }).click();
    await page.getByRole("menuitem", { name: "Delete" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
    await expect(page).toHaveURL("/knowledge");
    await expect(page.getByRole("link", { name: `${name} anew` })).toHaveCount(0);
  });
});

test("files are chosen, followed to their end, and told with what went wrong", async ({ page }) => {
  await newCollection(page);
  await choose(page, "one.md", "two.md", "broken.md");
  const intake = page.getByRole("region", { name: "On its way" }).getByRole("listitem").first();
  await expect(intake).toContainText("2 files read, 1 failed");
  await intake.getByText("1 file could not be read").click();
  await expect(intake.getByText("There is no text in it, as in a scan.", { exact: false })).toBeVisible();
  await expect(row(page, "one.md")).toContainText("ready");
  await intake.getByRole("button", { name: /^Put .* away$/ }).click();
  await expect(page.getByRole("region", { name: "On its way" })).toHaveCount(0);
});

test("files are dropped", async ({ page }) => {
  await newCollection(page);
  const data = await page.evaluateHandle(() => {
    const transfer = new DataTransfer();
    transfer.items.add(new File(["# Dropped\n\nText."], "dropped.md"));
    return transfer;
  });
  const zone = page.getByRole("region", { name: "Add documents" }).locator(".drop-zone");
  await zone.dispatchEvent("dragover", { dataTransfer: data });
  await expect(zone).toHaveClass(/drop-zone-over/);
  await zone.dispatchEvent("drop", { dataTransfer: data });
  await expect(row(page, "dropped.md")).toBeVisible();
});

test("a job goes on while another page is read, and is called off", async ({ page }) => {
  await newCollection(page);
  await choose(page, ...Array.from({ length: 20 }, (_, at) => `slow-${at}.md`));
  const collection = page.url();
  const intake = page.getByRole("region", { name: "On its way" }).getByRole("listitem");
  await expect(intake).toContainText("of 20");
  await page.reload();
  await expect(intake).toContainText(/Reading: \d+ of 20/);
  await page.getByRole("link", { name: "All collections" }).click();
  await page.goto(collection);
  await intake.getByRole("button", { name: /^Cancel/ }).click();
  await expect(intake).toContainText("Called off.");
});

test.describe("pages of the web", () => {
  test.use({ allowedErrors: [REFUSED] });

  test("are added by their addresses, and refused ones are named", async ({ page }) => {
    await newCollection(page);
    await page.getByRole("button", { name: "Add from the web" }).click();
    const form = page.getByRole("dialog", { name: "Add from the web" });
    await form.getByLabel("Addresses").fill("https://example.com/a\nfile:///etc/passwd");
    await form.getByRole("button", { name: "Add" }).click();
    await expect(form.getByText("file:///etc/passwd: Only public addresses")).toBeVisible();
    await form.getByLabel("Addresses").fill("https://example.com/a");
    await form.getByRole("button", { name: "Add" }).click();
    await expect(form).toBeHidden();
    await expect(row(page, "https://example.com/a")).toBeVisible();
  });
});

