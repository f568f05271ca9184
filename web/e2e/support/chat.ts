import { expect, type Locator, type Page } from "@playwright/test";

/** The page as a reader meets it: by roles and names. */
export class Chat {
  readonly page: Page;
  readonly composer: Locator;
  readonly answers: Locator;
  readonly questions: Locator;
  readonly stop: Locator;
  readonly send: Locator;
  readonly log: Locator;
  readonly sidebar: Locator;

  constructor(page: Page) {
    this.page = page;
    this.composer = page.getByRole("textbox", { name: "Message" });
    this.answers = page.getByRole("article", { name: "Assistant" });
    this.questions = page.getByRole("article", { name: "You" });
    this.stop = page.getByRole("button", { name: "Stop the answer" });
    this.send = page.getByRole("button", { name: "Send" });
    this.log = page.getByRole("log");
    this.sidebar = page.getByRole("navigation", { name: "Conversations" });
  }

  async open(path = "/"): Promise<void> {
    await this.page.goto(path);
    await expect(this.composer).toBeVisible();
  }

  async ask(text: string): Promise<void> {
    await this.composer.fill(text);
    await this.composer.press("Enter");
    await expect(this.questions.last()).toContainText(text);
  }

  /** Waits until the last answer has ended in the given state. */
  async ended(status = "complete"): Promise<Locator> {
    const last = this.answers.last();
    await expect(last).toHaveAttribute("data-status", status, { timeout: 40_000 });
    return last;
  }

  /** Starts a conversation of its own, so that tests do not see each other's. */
  async begin(text: string): Promise<string> {
    await this.open();
    await this.ask(text);
    await expect(this.page).toHaveURL(/\/c\/conv_/);
    return new URL(this.page.url()).pathname;
  }

  /** Waits until the running answer has more than the given number of words. */
  async words(more: number): Promise<void> {
    await expect.poll(async () => (await this.lastText()).split(" ").length).toBeGreaterThan(more);
  }

  /** The last answer's text as shown, with white space made plain. */
  async lastText(): Promise<string> {
    const prose = this.answers.last().locator(".prose");
    return (await prose.count()) === 0 ? "" : plain(await prose.innerText());
  }

  /** The last answer's text as the server has stored it. */
  async storedText(): Promise<string> {
    const id = new URL(this.page.url()).pathname.split("/").at(-1);
    const response = await this.page.request.get(`/api/v1/conversations/${id}/messages?order=desc&limit=1`);
    const { data } = (await response.json()) as { data: { content: string }[] };
    return plain(data[0]?.content ?? "");
  }

  row(title: string): Locator {
    return this.sidebar.getByRole("listitem").filter({ hasText: title });
  }

  async menu(title: string, item: string): Promise<void> {
    await this.row(title).hover();
    await this.row(title).getByRole("button", { name: /^Options for/ }).click();
    await this.page.getByRole("menuitem", { name: item, exact: true }).click();
  }

  async chooseModel(name: string, provider = /OpenAI/): Promise<void> {
    await this.page.getByRole("button", { name: /^Model:/ }).click();
    await this.page.getByRole("combobox").fill(name);
    const group = this.page.getByRole("group", { name: provider });
    await group.getByRole("option").filter({ hasText: name }).last().click();
  }
}

function plain(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}

/** A text that no other test uses. */
export function unique(text: string): string {
  return `${text} ${Math.random().toString(36).slice(2, 8)}`;
}
