import { expect, test } from "vitest";
import type { Right } from "@/shared/identity";
import { sectionsOf } from "./navigation";
import { placeOf } from "./route";

test.each<[Right[], "accounts" | "single-user", string[]]>([
  [["read_content", "use_models"], "accounts", []],
  [["manage_users", "read_audit"], "accounts", ["people", "groups", "audit"]],
  [["read_audit"], "accounts", ["audit"]],
  [["manage_users", "read_audit", "manage_tenant", "operate"], "accounts", ["people", "groups", "audit", "tenants", "providers"]],
  [["manage_users", "read_audit", "manage_tenant", "operate"], "single-user", ["audit", "providers"]],
])("with %j in %s mode the administration has %j", (rights, mode, expected) => {
  expect(sectionsOf({ mode, rights })).toEqual(expected);
});

test.each([
  ["/", "chat"],
  ["/c/conv_1", "chat"],
  ["/c/", "nowhere"],
  ["/personas/new", "personas"],
  ["/knowledge", "knowledge"],
  ["/knowledge/search", "knowledge"],
  ["/knowledge/collections/col_1", "knowledge"],
  ["/knowledge/documents/doc_1", "knowledge"],
  ["/knowledge/documents", "nowhere"],
  ["/usage", "usage"],
  ["/account", "account"],
  ["/admin/people", "admin"],
  ["/administration", "nowhere"],
])("%s leads to %s", (path, place) => {
  expect(placeOf(path)).toBe(place);
});
