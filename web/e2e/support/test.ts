import { test as base, expect, type Page } from "@playwright/test";
import { Chat } from "./chat";

interface Guard {
  /** Console errors that a test provokes. */
  allowedErrors: RegExp[];
  guard: void;
  chat: Chat;
}

/** Every test fails on an error in the console and on a request to any other host. */
export const test = base.extend<Guard>({
  allowedErrors: [[], { option: true }],
  guard: [
    async ({ page, baseURL, allowedErrors }, use) => {
      const errors: string[] = [];
      const note = (text: string) => allowedErrors.some((allowed) => allowed.test(text)) || errors.push(text);
      page.on("console", (message) => message.type() === "error" && note(message.text()));
      page.on("pageerror", (error) => note(String(error)));
      page.on("request", (request) => isForeign(request.url(), baseURL) && note(`foreign request: ${request.url()}`));
      await use();
      expect(errors).toEqual([]);
    },
    { auto: true },
  ],
  chat: async ({ page }, provide) => provide(new Chat(page)),
});

/** The browser's own line about an answer that is not a success. */
export const REFUSED = /Failed to load resource/;

export const fakeOnly = (reason: string) => test.skip(!!process.env["PARLEY_URL"], reason);

export const realOnly = (reason: string) => test.skip(!process.env["PARLEY_URL"], reason);

export async function setSession(page: Page, state: Record<string, unknown>): Promise<void> {
  // On the first page only: what the test changes later must survive its reloads.
  await page.addInitScript((session) => {
    if (!localStorage.getItem("parley.session")) localStorage.setItem("parley.session", JSON.stringify({ state: session, version: 0 }));
  }, state);
}

/** Lets the built-in assistant answer, whatever the server's default is. */
export async function chooseOffline(page: Page): Promise<void> {
  const response = await page.request.get("/api/v1/models");
  const { providers } = (await response.json()) as { providers: { name: string; default_model: string }[] };
  const offline = providers.find(({ name }) => name === "offline");
  await setSession(page, { model: { provider: "offline", model: offline?.default_model } });
}

function isForeign(url: string, baseURL: string | undefined): boolean {
  const { protocol, origin } = new URL(url);
  return protocol.startsWith("http") && origin !== new URL(baseURL ?? "").origin;
}

export { expect };
