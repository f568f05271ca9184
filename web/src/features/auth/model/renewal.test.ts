import { afterEach, expect, test, vi } from "vitest";
import { localProblem, NETWORK_ERROR, ProblemError, renewWith, send, toProblem } from "@/shared/http";
import type { Me } from "@/shared/identity";
import { fakeServer, refuse } from "@/testing/fakeTurn";
import type { SignedIn } from "../api";
import type { RecordStore, SessionRecord } from "./record";
import { createRenewal, type RenewalHost } from "./renewal";

const user = { id: "user_1" } as Me;
const answer: SignedIn = { expires_in: 3600, user };
const refused = () => new ProblemError(toProblem({ code: "AUTHENTICATION_ERROR" }, 401));

afterEach(() => vi.unstubAllGlobals());

/** One browser: what its tabs share. */
function browser() {
  let known: SessionRecord | null = null;
  let queue: Promise<unknown> = Promise.resolve();
  let time = 1000;
  const record: RecordStore = { read: () => known, write: (value) => void (known = value), subscribe: () => () => undefined };
  const exclusively = <T>(work: () => Promise<T>): Promise<T> => {
    const turn = queue.then(work, work);
    queue = turn.catch(() => undefined);
    return turn;
  };
  const tab = (refresh: RenewalHost["refresh"]) => createRenewal({ refresh, record, exclusively, now: () => time });
  return { tab, record, pass: (milliseconds: number) => void (time += milliseconds) };
}

test("requests that fail at the same time are served by one refresh", async () => {
  const { tab, record } = browser();
  const refresh = vi.fn(() => Promise.resolve(answer));
  const renew = tab(refresh);
  expect(await Promise.all([renew(900), renew(950), renew(1000)])).toEqual([true, true, true]);
  expect(refresh).toHaveBeenCalledOnce();
  expect(record.read()).toEqual({ user: "user_1", renewedAt: 1000, expiresAt: 3_601_000 });
});

test("a second tab goes along with the refresh of the first, for a token serves once", async () => {
  const { tab, pass } = browser();
  const refresh = vi.fn(async () => {
    pass(50);
    return answer;
  });
  const [one, two] = [tab(refresh), tab(refresh)];
  expect(await Promise.all([one(990), two(995)])).toEqual([true, true]);
  expect(refresh).toHaveBeenCalledOnce();
});

test("a request that was on its way during a refresh is sent again without another one", async () => {
  const { tab, pass } = browser();
  const refresh = vi.fn(() => Promise.resolve(answer));
  const renew = tab(refresh);
  await renew(1000);
  pass(100);
  expect(await renew(1000)).toBe(true);
  expect(refresh).toHaveBeenCalledOnce();
  expect(await renew(1100)).toBe(true);
  expect(refresh).toHaveBeenCalledTimes(2);
});

test("a refusal is the end, for all who wait", async () => {
  const { tab } = browser();
  const refresh = vi.fn(() => Promise.reject(refused()));
  const renew = tab(refresh);
  expect(await Promise.all([renew(1000), renew(1000)])).toEqual([false, false]);
  expect(refresh).toHaveBeenCalledOnce();
});

test("a failure that is no refusal is told, and the next request tries again", async () => {
  const { tab } = browser();
  const refresh = vi.fn().mockRejectedValueOnce(new ProblemError(localProblem(NETWORK_ERROR))).mockResolvedValue(answer);
  const renew = tab(refresh);
  await expect(renew(1000)).rejects.toMatchObject({ problem: { code: NETWORK_ERROR } });
  expect(await renew(1000)).toBe(true);
});

test("a renewal that the clock has in the future is not believed", async () => {
  const { tab, record } = browser();
  record.write({ user: "user_1", renewedAt: 5_000_000, expiresAt: null });
  const refresh = vi.fn(() => Promise.resolve(answer));
  await tab(refresh)(1000);
  expect(refresh).toHaveBeenCalledOnce();
});

test("parallel requests with a session that has run out are each sent twice, and renewed once", async () => {
  let renewed = false;
  const guarded = (path: string) => () => Promise.resolve(renewed ? Response.json({ path }) : refuse(401, "AUTHENTICATION_ERROR", "Sign in."));
  const server = fakeServer({
    "GET /a": [guarded("a")],
    "GET /b": [guarded("b")],
    "GET /c": [guarded("c")],
    "POST /auth/refresh": [() => Promise.resolve(((renewed = true), Response.json(answer)))],
  });
  const { record } = browser();
  const { refresh } = await import("../api");
  const stop = renewWith(createRenewal({ refresh, record, exclusively: (work) => work(), now: Date.now }));
  const found = await Promise.all(["/a", "/b", "/c"].map(async (path) => (await (await send(path)).json()) as { path: string }));
  stop();
  expect(found.map(({ path }) => path)).toEqual(["a", "b", "c"]);
  expect(server.to("POST /auth/refresh")).toHaveLength(1);
  expect(server.to("POST /auth/refresh")[0]?.init.keepalive).toBe(true);
  expect(server.calls).toHaveLength(7);
});

test("a request that is refused again after a renewal is not sent a third time", async () => {
  const server = fakeServer({ "GET /a": [() => Promise.resolve(refuse(401, "AUTHENTICATION_ERROR", "Sign in."))] });
  const stop = renewWith(() => Promise.resolve(true));
  await expect(send("/a")).rejects.toMatchObject({ problem: { status: 401 } });
  stop();
  expect(server.calls).toHaveLength(2);
});

test("what signs in is never renewed, nor is a refusal of another kind", async () => {
  fakeServer({ "POST /auth/sign-in": [refuse(401, "AUTHENTICATION_ERROR", "No.")], "GET /a": [refuse(403, "FORBIDDEN", "No.")] });
  const renew = vi.fn(() => Promise.resolve(true));
  const stop = renewWith(renew);
  await expect(send("/auth/sign-in", { method: "POST", anonymous: true })).rejects.toThrow("No.");
  await expect(send("/a")).rejects.toThrow("No.");
  stop();
  expect(renew).not.toHaveBeenCalled();
});
