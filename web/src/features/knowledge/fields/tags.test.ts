import { expect, test } from "vitest";
import { areTags, tagsOf } from "./tags";

test("tags stand between commas, each once, in the order they were written", () => {
  expect(tagsOf(" handbook, 2024 ,,handbook, größe 🎈 ")).toEqual(["handbook", "2024", "größe 🎈"]);
  expect(tagsOf(" , ")).toEqual([]);
});

test("too many and too long ones are none", () => {
  expect(areTags(Array.from({ length: 32 }, (_, at) => `t${at}`))).toBe(true);
  expect(areTags(Array.from({ length: 33 }, (_, at) => `t${at}`))).toBe(false);
  expect(areTags(["x".repeat(65)])).toBe(false);
});
