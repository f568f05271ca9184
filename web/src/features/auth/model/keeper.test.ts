import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { renewSession } from "@/shared/http";
import type { Me } from "@/shared/identity";
import { type KeeperHost, keepSession } from "./keeper";
import { browserRecord, type SessionRecord } from "./record";

const KEY = "parley.signed-in";
const me = { id: "user_1" } as Me;
let stop: () => void = () => undefined;

beforeEach(() => void vi.useFakeTimers());

afterEach(() => {
  stop();
  vi.useRealTimers();
});

function keep(known: SessionRecord | null, overrides: Partial<KeeperHost> = {}) {
  const record = browserRecord();
  record.write(known);
  const host = {
    me, record, now: Date.now, renew: vi.fn(() => Promise.resolve(true)), onEnded: vi.fn(), onSignedOut: vi.fn(), onOther: vi.fn(), ...overrides,
  };
  stop = keepSession(host);
  return { ...host, record };
}

const session = (seconds: number): SessionRecord => ({ user: "user_1", renewedAt: Date.now(), expiresAt: Date.now() + seconds * 1000 });

/** What a browser does in the other tabs when one of them writes. */
function fromAnotherTab(record: SessionRecord | null) {
  const newValue = record && JSON.stringify(record);
  if (newValue) localStorage.setItem(KEY, newValue);
  else localStorage.removeItem(KEY);
  window.dispatchEvent(new StorageEvent("storage", { key: KEY, newValue }));
}

test.each([
  [3600, 3540],
  [100, 90],
])("a session of %i seconds is renewed after %i", async (life, after) => {
  const { renew } = keep(session(life));
  await vi.advanceTimersByTimeAsync(after * 1000 - 1);
  expect(renew).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(1);
  expect(renew).toHaveBeenCalledOnce();
});

test("a renewal in another tab puts off this one's", async () => {
  const { renew } = keep(session(100));
  await vi.advanceTimersByTimeAsync(80_000);
  fromAnotherTab(session(100));
  await vi.advanceTimersByTimeAsync(80_000);
  expect(renew).not.toHaveBeenCalled();
});

test("without a connection the renewal is tried again", async () => {
  const renew = vi.fn<KeeperHost["renew"]>().mockRejectedValueOnce(new Error("offline")).mockResolvedValue(true);
  const { onEnded } = keep(session(100), { renew });
  await vi.advanceTimersByTimeAsync(90_000 + 15_000);
  expect(renew).toHaveBeenCalledTimes(2);
  expect(onEnded).not.toHaveBeenCalled();
});

test("a session that cannot be renewed has ended, whoever finds out", async () => {
  const { onEnded } = keep(session(100), { renew: vi.fn(() => Promise.resolve(false)) });
  expect(await renewSession(Date.now())).toBe(false);
  expect(onEnded).toHaveBeenCalledOnce();
  await vi.advanceTimersByTimeAsync(90_000);
  expect(onEnded).toHaveBeenCalledTimes(2);
});

test("a sign-out in another tab is one here, and another person's sign-in too", () => {
  const { onSignedOut, onOther } = keep(session(100));
  fromAnotherTab({ ...session(100), user: "user_2" });
  expect(onOther).toHaveBeenCalledOnce();
  fromAnotherTab(null);
  expect(onSignedOut).toHaveBeenCalledOnce();
});

test("a page that comes back from the browser's cache looks who is signed in now", () => {
  const { onSignedOut } = keep(session(100));
  localStorage.removeItem(KEY);
  window.dispatchEvent(Object.assign(new Event("pageshow"), { persisted: true }));
  expect(onSignedOut).toHaveBeenCalledOnce();
});

test("somebody who came by single sign-on is noted, to be renewed when that is needed", async () => {
  const { record, renew } = keep(null);
  expect(record.read()).toEqual({ user: "user_1", renewedAt: Date.now(), expiresAt: null });
  await vi.advanceTimersByTimeAsync(10_000_000);
  expect(renew).not.toHaveBeenCalled();
});

test("after its end nothing is renewed", async () => {
  const { renew } = keep(session(100));
  stop();
  await vi.advanceTimersByTimeAsync(1_000_000);
  expect(await renewSession(Date.now())).toBe(false);
  expect(renew).not.toHaveBeenCalled();
});

test("nonsense in the storage is nobody's session", () => {
  const record = browserRecord();
  for (const text of ["", "{", "[]", '{"user":1}', '{"user":"user_1"}']) {
    localStorage.setItem(KEY, text);
    expect(record.read()).toBeNull();
  }
});
