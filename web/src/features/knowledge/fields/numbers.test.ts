import { expect, test } from "vitest";
import { fits, numberOf } from "./numbers";

test.each([
  ["", null],
  ["  ", null],
  [" 0,25 ", 0.25],
  ["0.25", 0.25],
  ["30", 30],
])("%j is %s", (text, value) => expect(numberOf(text)).toBe(value));

test.each([
  ["", true],
  ["0", true],
  ["1", true],
  ["1,01", false],
  ["-0.1", false],
  ["half", false],
  ["1e", false],
])("%j from 0 to 1 fits: %s", (text, is) => expect(fits(text, { least: 0, most: 1 })).toBe(is));

test("where whole numbers are wanted decimals do not fit", () => {
  expect(fits("2.5", { least: 1, most: 100, whole: true })).toBe(false);
  expect(fits("2", { least: 1, most: 100, whole: true })).toBe(true);
});
