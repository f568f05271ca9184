import { expect, test } from "vitest";
import { segmentsOf } from "./segments";

const text = "# One\nalpha beta gamma\n# Two\ndelta";
const sections = [
  { start: 100, level: 1, title: "One" },
  { start: 123, level: 1, title: "Two" },
];

test("the segments are the text, cut where something begins or ends", () => {
  const segments = segmentsOf(text, 100, { passage: { start: 106, end: 122 }, exact: { start: 112, end: 116 }, sections, pages: [{ start: 123, number: 2 }] });
  expect(segments.map((segment) => segment.text).join("")).toBe(text);
  expect(segments.filter(({ exact }) => exact).map((segment) => segment.text)).toEqual(["beta"]);
  expect(segments.filter(({ marked }) => marked).map((segment) => segment.text).join("")).toBe("alpha beta gamma");
  expect(segments.filter(({ heading }) => heading).map((segment) => segment.text)).toEqual(["# One", "# Two"]);
  expect(segments.filter(({ page }) => page !== null).map(({ at, page }) => [at, page])).toEqual([[123, 2]]);
});

test.each([
  [{ start: 0, end: 103 }, "# O"],
  [{ start: 130, end: 9999 }, "elta"],
  [{ start: 0, end: 9999 }, text],
])("a passage %j that begins before the part or ends after it is marked as far as it is there", (passage, marked) => {
  const segments = segmentsOf(text, 100, { passage });
  expect(segments.filter((segment) => segment.marked).map((segment) => segment.text).join("")).toBe(marked);
  expect(segments.map((segment) => segment.text).join("")).toBe(text);
});

test("what lies elsewhere cuts nothing", () => {
  expect(segmentsOf(text, 100, { passage: { start: 5, end: 9 }, sections: [{ start: 900, level: 1, title: "x" }], pages: [{ start: 2, number: 1 }] })).toHaveLength(1);
  expect(segmentsOf("", 0, { passage: { start: 0, end: 5 } })).toEqual([]);
});
