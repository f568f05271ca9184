import { expect, test } from "vitest";
import { de } from "./de";
import { en } from "./en";
import { dollars } from "./format";
import { browserLanguage } from "./language";

test.each([
  [["de-AT", "en"], "de"],
  [["fr", "de"], "de"],
  [["fr-FR"], "en"],
  [[], "en"],
])("browser languages %j choose %s", (preferred, expected) => {
  expect(browserLanguage(preferred)).toBe(expected);
});

test("no German text was left in English", () => {
  const same = leaves(de).filter(([path, text]) => text.length > 8 && leaves(en).some(([other, english]) => other === path && english === text));
  expect(same).toEqual([]);
});

test("small costs keep their meaning", () => {
  expect(dollars("en", 0.000_042)).toBe("$0.000042");
  expect(dollars("en", 0.000_42)).toBe("$0.00042");
  expect(dollars("en", 0.000_000_9)).toBe("<$0.000001");
  expect(dollars("de", 0.000_000_9)).toBe("<0,000001\u00a0$");
  expect(dollars("en", 0)).toBe("$0");
  expect(dollars("en", 1.239)).toBe("$1.24");
});

function leaves(value: unknown, path = ""): [string, string][] {
  if (typeof value === "string") return [[path, value]];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) => leaves(part, `${path}.${key}`));
}
