import type { Locator, Page } from "@playwright/test";
import { unique } from "../support/chat";
import { expect } from "../support/test";

/** A file to add; given by name, it says little. */
export type Given = string | { name: string; text: string | Buffer };

/** A document in the list of its collection. */
export const row = (page: Page, name: string | RegExp) => page.getByRole("row").filter({ hasText: name });

/** What is on its way into the collection that is shown. */
export const onItsWay = (page: Page): Locator => page.getByRole("region", { name: "Additions" }).getByRole("listitem");

const fileOf = (given: Given) => {
  const { name, text } = typeof given === "string" ? { name: given, text: `# ${given}\n\nText of ${given}.\n` } : given;
  return { name, mimeType: "application/octet-stream", buffer: Buffer.from(text) };
};

/** Makes a collection of its own, as people do, so that tests do not see each other's. */
export async function newCollection(page: Page, name = unique("Collection")): Promise<string> {
  await page.goto("/knowledge");
  await page.getByRole("button", { name: "New collection" }).click();
  await page.getByRole("dialog").getByLabel("Name").fill(name);
  await page.getByRole("dialog").getByRole("button", { name: "Create" }).click();
  await expect(page.getByRole("heading", { name, level: 1 })).toBeVisible();
  return name;
}

export async function choose(page: Page, ...chosen: Given[]): Promise<void> {
  const chooser = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "Choose files" }).click();
  await (await chooser).setFiles(chosen.map(fileOf));
}

interface Made {
  id: string;
  name: string;
  path: string;
}

interface Options {
  tags?: string[];
  name?: string;
  chunking?: { tokens: number; overlap: number };
}

/** Makes a collection with documents in it, read to their end, without the page: for tests of what comes after that. */
export async function collectionOf(page: Page, given: Given[], { tags = [], name = unique("Collection"), chunking }: Options = {}): Promise<Made> {
  const collection = await page.request.post("/api/v1/collections", { data: { name, ...(chunking ? { chunking } : {}) } });
  expect(collection.status()).toBe(201);
  const { id } = (await collection.json()) as { id: string };
  const made = { id, name, path: `/knowledge/collections/${id}` };
  if (given.length === 0) return made;
  const form = new FormData();
  for (const tag of tags) form.append("tags", tag);
  for (const file of given.map(fileOf)) form.append("files", new File([new Uint8Array(file.buffer)], file.name));
  const upload = await page.request.post(`/api/v1/collections/${id}/documents`, { multipart: form });
  expect(upload.status()).toBe(202);
  const { job } = (await upload.json()) as { job: { id: string } };
  const status = async () => ((await (await page.request.get(`/api/v1/jobs/${job.id}`)).json()) as { status: string }).status;
  await expect.poll(status, { timeout: 45_000, intervals: [100] }).toBe("finished");
  return made;
}

/** Opens the search, in one collection only. A second one is made first: the page lets choose only where there is a choice. */
export async function searchIn(page: Page, name: string): Promise<void> {
  await collectionOf(page, []);
  await page.goto("/knowledge/search");
  await page.getByRole("group", { name: "Collections" }).getByLabel(name).check();
}

/** Chooses what the next answers rest on. */
export async function answerFrom(page: Page, ...collections: string[]): Promise<void> {
  await page.getByRole("button", { name: /^Knowledge:/ }).click();
  const picker = page.getByRole("dialog", { name: "Knowledge" });
  if (collections.length === 0) await picker.getByLabel("Answer from documents").check();
  for (const name of collections) await picker.getByLabel(name).check();
  await page.keyboard.press("Escape");
  await expect(picker).toBeHidden();
}
