import { afterEach, expect, test, vi } from "vitest";
import type { AuthConfig, Me } from "@/shared/identity";
import { fakeServer, refuse } from "@/testing/fakeTurn";
import { start } from "./start";

const me = { id: "user_1", mode: "accounts" } as Me;
const config = { mode: "accounts", setup_needed: false } as AuthConfig;
const refused = () => refuse(401, "AUTHENTICATION_ERROR", "Sign in.");
const never = () => Promise.reject(new Error("not to be renewed"));

afterEach(() => vi.unstubAllGlobals());

test.each(["accounts", "single-user"])("whoever is there already costs one request in %s mode", async (mode) => {
  const server = fakeServer({ "GET /auth/me": [Response.json({ ...me, mode })] });
  expect(await start(never, false)).toEqual({ me: { ...me, mode }, config: null });
  expect(server.calls).toHaveLength(1);
});

test("a session that has run out is renewed", async () => {
  fakeServer({ "GET /auth/me": [refused(), Response.json(me)] });
  expect((await start(() => Promise.resolve(true), false)).me).toEqual(me);
});

test("without a session it is asked how one signs in", async () => {
  fakeServer({ "GET /auth/me": [refused()], "GET /auth/config": [Response.json(config)] });
  expect(await start(() => Promise.resolve(false), false)).toEqual({ me: null, config });
});

test("a link is opened whoever is signed in, but not where there are no accounts", async () => {
  fakeServer({ "GET /auth/me": [Response.json(me), Response.json({ ...me, mode: "single-user" })], "GET /auth/config": [Response.json(config)] });
  expect((await start(never, true)).config).toEqual(config);
  expect((await start(never, true)).config).toBeNull();
});

test("a failure of the server is no sign-out", async () => {
  fakeServer({ "GET /auth/me": [refuse(503, "SERVICE_UNAVAILABLE", "Later.")] });
  await expect(start(never, false)).rejects.toThrow("Later.");
});
