import { expect, test } from "vitest";
import { daysOf, monthOf } from "./period";

const at = (text: string) => Date.parse(text);

test.each([
  ["this", "2026-11-21T08:00:00Z", { from: "2026-11-01", to: "2026-11-21" }],
  ["this", "2026-11-01T00:00:00Z", { from: "2026-11-01", to: "2026-11-01" }],
  ["last", "2026-11-21T08:00:00Z", { from: "2026-10-01", to: "2026-10-31" }],
  ["last", "2026-01-31T23:59:59Z", { from: "2025-12-01", to: "2025-12-31" }],
  ["last", "2028-03-31T12:00:00Z", { from: "2028-02-01", to: "2028-02-29" }],
] as const)("%s month at %s", (kind, now, period) => {
  expect(monthOf(kind, at(now))).toEqual(period);
});

test("the days of a period, both ends included, over a month's end and a change of clocks", () => {
  expect(daysOf({ from: "2026-10-24", to: "2026-10-26" })).toEqual(["2026-10-24", "2026-10-25", "2026-10-26"]);
  expect(daysOf({ from: "2026-02-28", to: "2026-03-01" })).toEqual(["2026-02-28", "2026-03-01"]);
  expect(daysOf({ from: "2026-02-02", to: "2026-02-01" })).toEqual([]);
  expect(daysOf({ from: "", to: "2026-02-01" })).toEqual([]);
});
