import { unique } from "../support/chat";
import { expect, realOnly, REFUSED, test } from "../support/test";
import { choose, collectionOf, newCollection, onItsWay, row } from "./support";

test.beforeEach(() => realOnly("documents are read by the server"));

test("the sidebar leads to the collections, and one of them to its documents", async ({ page, chat }) => {
  const { name } = await collectionOf(page, ["protocol.md"], { name: unique("A collection that is listed first") });
  await chat.open();
  await chat.sidebar.locator("..").getByRole("link", { name: "Knowledge" }).click();
  await expect(page).toHaveURL("/knowledge");
  await expect(page).toHaveTitle("Knowledge · Parley");
  await page.getByRole("link", { name }).click();
  await expect(page).toHaveTitle(`${name} · Parley`);
  await expect(row(page, "protocol.md")).toContainText("ready");
});

test("documents are found by name and status, page by page", async ({ page }) => {
  const { path } = await collectionOf(page, Array.from({ length: 71 }, (_, at) => `note-${`${at}`.padStart(2, "0")}.md`));
  await page.goto(path);
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

test.describe("what the server refuses", () => {
  test.use({ allowedErrors: [REFUSED] });

  test("a collection is made with errors at their fields, renamed and deleted after a second thought", async ({ page }) => {
    await page.goto("/knowledge");
    await page.getByRole("button", { name: "New collection" }).click();
    const form = page.getByRole("dialog", { name: "New collection" });
    await form.getByRole("button", { name: "Create" }).click();
    await expect(form.getByLabel("Name")).toHaveAttribute("aria-invalid", "true");
    await page.keyboard.press("Escape");
    const name = await newCollection(page);
    await expect(page.getByText("There are no documents in this collection yet.")).toBeVisible();
    await page.getByRole("button", { name: `Options for ${name}` }).click();
    await page.getByRole("menuitem", { name: "Name, sharing, cutting" }).click();
    await page.getByRole("dialog").getByLabel("Name").fill(`${name} anew`);
    await page.getByRole("dialog").getByRole("button", { name: "Save" }).click();
    await expect(page.getByRole("heading", { name: `${name} anew`, level: 1 })).toBeVisible();
    await page.getByRole("button", { name: `Options for ${name} anew` }).click();
    await page.getByRole("menuitem", { name: "Delete" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
    await expect(page).toHaveURL("/knowledge");
    await expect(page.getByRole("link", { name: `${name} anew` })).toHaveCount(0);
  });

  test("pages of the web that are not public are named with why, and folders that nobody allowed", async ({ page }) => {
    await newCollection(page);
    await page.getByRole("button", { name: "Add from the web" }).click();
    const form = page.getByRole("dialog", { name: "Add from the web" });
    await form.getByLabel("Addresses").fill("https://example.com/a\nfile:///etc/passwd\nhttp://127.0.0.1/");
    await form.getByRole("button", { name: "Add" }).click();
    await expect(form.getByRole("alert")).toContainText("file:///etc/passwd: ");
    await expect(form.getByRole("alert")).toContainText("http://127.0.0.1/: ");
    await expect(form.getByRole("alert")).not.toContainText("example.com");
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Add a folder of the server" }).click();
    const folder = page.getByRole("dialog", { name: "Add a folder of the server" });
    await folder.getByLabel("Path").fill("/etc");
    await folder.getByLabel("Path").press("Enter");
    await expect(folder.getByRole("alert")).toContainText("KNOWLEDGE_FOLDERS");
  });
});

test("how documents are cut is chosen, checked before it is sent, and can be taken back", async ({ page }) => {
  const name = await newCollection(page);
  await choose(page, { name: "long.md", text: Array.from({ length: 60 }, (_, at) => `Keeper ${at} climbs the stairs at dawn and lights the lamp. `).join("") });
  await expect(onItsWay(page)).toContainText("1 file read");
  async function cut(): Promise<void> {
    await page.getByRole("button", { name: `Options for ${name}` }).click();
    await page.getByRole("menuitem", { name: "Name, sharing, cutting" }).click();
    await page.getByRole("dialog").getByText("How documents are cut").click();
  }
  await cut();
  const form = page.getByRole("dialog");
  await form.getByLabel("By", { exact: true }).selectOption("sentence");
  await form.getByLabel("Tokens of a passage").fill("64");
  await form.getByLabel("Overlap in tokens").fill("33");
  await form.getByRole("button", { name: "Save" }).click();
  await expect(form.getByLabel("Overlap in tokens")).toBeFocused();
  await expect(form.getByRole("alert")).toContainText("from 0 to 32");
  await form.getByLabel("Overlap in tokens").fill("0");
  await expect(form.getByText("This holds for documents that come from now on.")).toBeVisible();
  await form.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Cut by: Whole sentences, 64 tokens, overlap 0")).toBeVisible();
  await page.getByRole("button", { name: "Read all anew" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Read all anew" }).click();
  await expect(onItsWay(page).last()).toContainText("1 file read");
  await row(page, "long.md").getByRole("link").click();
  await expect.poll(async () => Number(await page.locator("dt", { hasText: "Passages" }).locator("..").locator("dd").textContent())).toBeGreaterThan(5);
  await page.getByRole("link", { name }).click();
  await cut();
  await expect(form.getByLabel("Tokens of a passage")).toHaveValue("64");
  await form.getByLabel("By", { exact: true }).selectOption("");
  await form.getByLabel("Tokens of a passage").fill("");
  await form.getByLabel("Overlap in tokens").fill("");
  await form.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText(/^Cut by/)).toHaveCount(0);
});

test("files are chosen, followed to their end, and told with what went wrong", async ({ page }) => {
  await newCollection(page);
  await page.getByLabel("Tags").fill("harbour, night");
  await choose(page, "one.md", "two.md", { name: "mislabelled.pdf", text: "This is no PDF at all." });
  await expect(onItsWay(page)).toContainText("2 files read, 1 failed");
  await onItsWay(page).getByText("1 file could not be read").click();
  await expect(onItsWay(page).getByText("mislabelled.pdf")).toBeVisible();
  await expect(row(page, "one.md")).toContainText("ready");
  await expect(row(page, "one.md").getByRole("list", { name: "Tags" })).toHaveText("harbournight");
  await expect(row(page, "mislabelled.pdf")).toContainText("failed");
  await page.getByRole("button", { name: /^Put .* away$/ }).click();
  await expect(page.getByRole("region", { name: "Additions" })).toHaveCount(0);
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
  const lines = (file: number) => Array.from({ length: 1500 }, (_, at) => `File ${file}, line ${at}: the keeper notes wind, water and ${at * 7} ships.`).join("\n");
  await choose(page, ...Array.from({ length: 40 }, (_, at) => ({ name: `log-${at}.txt`, text: lines(at) })));
  const collection = page.url();
  await expect(onItsWay(page)).toContainText("of 40");
  await page.reload();
  await expect(onItsWay(page)).toContainText(/Reading: \d+ of 40/);
  await page.getByRole("link", { name: "All collections" }).click();
  await page.goto(collection);
  await onItsWay(page).getByRole("button", { name: /^Cancel/ }).click();
  await expect(onItsWay(page)).toContainText("Called off.");
});

test.describe("a line that breaks while files are sent", () => {
  test.use({ allowedErrors: [REFUSED] });

  test("is told, and they are sent again", async ({ page }) => {
    await newCollection(page);
    await page.route("**/documents", (route) => (route.request().method() === "POST" ? route.abort("connectionreset") : route.continue()));
    await choose(page, "lost.md");
    await expect(onItsWay(page)).toContainText("The line to the server broke.");
    await page.unroute("**/documents");
    await page.getByRole("button", { name: "Send lost.md again" }).click();
    await expect(onItsWay(page)).toContainText("1 file read");
    await expect(onItsWay(page)).toHaveCount(1);
    await expect(row(page, "lost.md")).toContainText("ready");
  });
});
