import { expect, test } from "vitest";
import { de } from "./de";
import { en } from "./en";

test("no German text was left in English", () => {
  const same = leaves(de).filter(([path, text]) => text.length > 8 && leaves(en).some(([other, english]) => other === path && english === text));
  expect(same).toEqual([]);
});

test("a day is the day the server means, wherever the reader is", () => {
  expect(en.day("2026-11-01")).toBe("Nov 1, 2026");
  expect(de.day("2026-11-01")).toBe("01.11.2026");
});

function leaves(value: unknown, path = ""): [string, string][] {
  if (typeof value === "string") return [[path, value]];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) => leaves(part, `${path}.${key}`));
}
