import { expect, test } from "vitest";
import type { UsageRow } from "../api";
import { nameOf, ranked } from "./breakdown";
import { barsOf, scaleOf } from "./chart";

const row = (part: Partial<UsageRow>): UsageRow => ({
  calls: 1, prompt_tokens: 0, completion_tokens: 0, cost: 0, unpriced_calls: 0, estimated_calls: 0, ...part,
});

test("every day has a bar, also one without a call", () => {
  const rows = [row({ period: "2026-11-03", cost: 2, calls: 4 }), row({ period: "2026-11-01", cost: 1 })];
  expect(barsOf({ from: "2026-11-01", to: "2026-11-03" }, rows)).toEqual([
    { day: "2026-11-01", cost: 1, calls: 1 },
    { day: "2026-11-02", cost: 0, calls: 0 },
    { day: "2026-11-03", cost: 2, calls: 4 },
  ]);
});

test.each([
  [[], 1],
  [[0, 0], 1],
  [[0.3], 0.5],
  [[0.5], 0.5],
  [[0.000_041], 0.000_05],
  [[7, 3], 10],
  [[100], 100],
  [[1234], 2000],
])("the scale of %j ends at %d", (values, end) => {
  expect(scaleOf(values)).toBeCloseTo(end, 9);
});

test("a model is named with its provider, and a call without a persona has no name", () => {
  expect(nameOf(row({ provider: "openai", model: "gpt" }), "model")).toBe("openai/gpt");
  expect(nameOf(row({ persona: null }), "persona")).toBeNull();
  expect(nameOf(row({}), "conversation")).toBeNull();
});

test("the dearest comes first, then the most called", () => {
  const rows = [row({ model: "a" }), row({ model: "b", calls: 3 }), row({ model: "c", cost: 1 })];
  expect(ranked(rows).map(({ model }) => model)).toEqual(["c", "b", "a"]);
});
