import { type Browser, type Page } from "@playwright/test";
import { expect, REFUSED, test as base } from "../support/test";

export interface Person {
  email: string;
  name: string;
  password: string;
}

/** Who `owner.setup.ts` makes the first owner. */
export const owner: Person = { email: "olivia@parley.example", name: "Olivia Owner", password: "seven ducks cross the lake" };

export const realOnly = (reason: string) => base.skip(!process.env["PARLEY_ACCOUNTS_URL"], reason);

/** Asks the API from within the page, with its cookies and as its origin. */
export async function api<T = unknown>(page: Page, method: string, path: string, body?: unknown): Promise<{ status: number; body: T }> {
  return page.evaluate(
    async ([verb, address, text]) => {
      const init: RequestInit = { method: verb, ...(text === null ? {} : { body: text, headers: { "Content-Type": "application/json" } }) };
      const response = await fetch(`/api/v1${address}`, init);
      const answer = await response.text();
      return { status: response.status, body: (answer.startsWith("{") ? JSON.parse(answer) : null) as never };
    },
    [method, path, body === undefined ? null : JSON.stringify(body)] as const,
  );
}

const address = process.env["PARLEY_ACCOUNTS_URL"] ?? "http://localhost:4174";

/** Posts without a page, as the page would; with the cookies of a session, or of nobody. */
async function post<T>(path: string, body: unknown, cookies: string[] = []) {
  const headers = { "Content-Type": "application/json", Origin: address, Cookie: cookies.join("; ") };
  const response = await fetch(`${address}/api/v1${path}`, { method: "POST", headers, body: JSON.stringify(body) });
  const made = response.headers.getSetCookie().map((cookie) => cookie.replace(/;.*/, ""));
  return { status: response.status, body: (await response.json()) as T, cookies: made };
}

async function session({ email, password }: Person): Promise<string[]> {
  const { status, cookies } = await post("/auth/sign-in", { email, password, cookie: true });
  expect(status).toBe(200);
  return cookies;
}

/** Signs in without the form, and opens the page. */
export async function signIn(page: Page, who: Person, to = "/"): Promise<void> {
  const cookies = (await session(who)).map((cookie) => {
    const [name = "", ...value] = cookie.split("=");
    // Browsers take secure cookies of this machine for http too, but only https may set them from outside.
    return { name, value: value.join("="), url: address.replace("http:", "https:"), secure: true, httpOnly: true, sameSite: "Strict" as const };
  });
  await page.context().addCookies(cookies);
  await page.goto(to);
  await expect(page.getByRole("button", { name: `Account of ${who.name}` })).toBeVisible();
}

export async function fillSignIn(page: Page, email: string, password: string): Promise<void> {
  await page.getByLabel("E-mail", { exact: true }).fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
}

/** What a one-time link leads to, without its host. */
export function local(url: string): string {
  const { pathname, hash } = new URL(url);
  return pathname + hash;
}

/** A browser of somebody else, as wide as a desk has it. */
export const otherBrowser = (browser: Browser) => browser.newContext({ viewport: { width: 1280, height: 800 } });

let made = 0;
/** The owner's session that invites people, kept between the tests of a process. */
let inviting: string[] = [];

async function invite(email: string, role: string): Promise<string> {
  for (const again of [true, false]) {
    const { status, body } = await post<{ url: string }>("/invitations", { email, role }, inviting);
    if (status === 201) return new URL(body.url).hash.slice(1);
    // There is none yet, or a test has ended it.
    expect([status, again]).toEqual([401, true]);
    inviting = await session(owner);
  }
  throw new Error("The owner could not invite anybody.");
}

/** Somebody nobody else in the tests knows, invited and arrived. */
export async function newPerson(role = "member", name?: string): Promise<Person> {
  made += 1;
  const tag = `${process.pid.toString(36)}${Date.now().toString(36)}${made}`;
  const person = { email: `p${tag}@parley.example`, name: name ?? `Pat ${tag}`, password: "four quiet herons wade" };
  const token = await invite(person.email, role);
  expect((await post("/auth/links/use", { token, name: person.name, password: person.password, cookie: true })).status).toBe(200);
  return person;
}

/** Every request to this part of the API that the page makes from now on. */
export function countRequests(page: Page, part: string): () => number {
  let count = 0;
  page.on("request", (request) => {
    if (request.url().includes(part)) count += 1;
  });
  return () => count;
}

/** What a second person, or a second device of the same, sees: their own page in their own browser. */
export async function elsewhere(browser: Browser, who: Person): Promise<Page> {
  const context = await otherBrowser(browser);
  const page = await context.newPage();
  await signIn(page, who);
  return page;
}

export const test = base.extend({ allowedErrors: [[REFUSED], { scope: "test" }] });

export { expect };
