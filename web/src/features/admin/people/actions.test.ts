import { expect, test } from "vitest";
import type { Person } from "./api";
import { actionsFor } from "./actions";

const person: Person = {
  id: "user_1", email: "a@b.example", name: "A", role: "member", tier: null, disabled: false, has_password: true, last_sign_in_at: null, created_at: "2026-01-01T00:00:00Z",
};

const flat = (...given: Parameters<typeof actionsFor>) => actionsFor(...given).flat();

test("an administrator leaves owners alone, an owner does not", () => {
  const owner = { ...person, role: "owner" as const };
  expect(flat(owner, { id: "user_2", role: "admin" })).toEqual([]);
  expect(flat(owner, { id: "user_2", role: "owner" })).toContain("disable");
});

test("nobody is offered to disable or sign out themselves", () => {
  const offered = flat(person, { id: "user_1", role: "admin" });
  expect(offered).not.toContain("disable");
  expect(offered).not.toContain("signOut");
});

test("somebody disabled is enabled, and gets no links", () => {
  const offered = flat({ ...person, disabled: true }, { id: "user_2", role: "admin" });
  expect(offered).toContain("enable");
  expect(offered).not.toContain("passwordReset");
});

test("a service account has keys and nothing to sign in with", () => {
  expect(flat({ ...person, role: "service" }, { id: "user_2", role: "admin" })).toEqual(["edit", "keys", "disable"]);
});
