import { expect, test } from "vitest";
import { backoff } from "./backoff";

const options = { base: 500, cap: 10_000 };

test("grows exponentially up to the cap", () => {
  expect([1, 2, 3, 4, 5, 6, 7].map((attempt) => backoff(attempt, options, () => 1))).toEqual([
    500, 1000, 2000, 4000, 8000, 10_000, 10_000,
  ]);
});

test("jitter takes away at most half", () => {
  expect(backoff(3, options, () => 0)).toBe(1000);
  expect(backoff(3, options, () => 0.5)).toBe(1500);
});
