import { expect, test } from "vitest";
import { cutPart, PART, partCount, partOf, partShowing, windowOf } from "./parts";

/** As the server gives it. */
function fetched(whole: string, part: number) {
  const { start, length } = windowOf(part);
  return { text: whole.slice(start, start + length), start, total: whole.length };
}

const lines = Array.from({ length: 4000 }, (_, at) => `line ${at} ${"x".repeat((at * 7) % 90)}`).join("\n");

test.each([
  ["lines", lines],
  ["one long line", "y".repeat(2.5 * PART)],
  ["no text", ""],
  ["just one part", `${"z".repeat(PART - 1)}\n`],
  ["little more than a part", `${"z".repeat(PART)}\nend`],
])("the parts of %s are the whole, each once", (_, whole) => {
  const parts = Array.from({ length: partCount(whole.length) }, (__, part) => cutPart(fetched(whole, part), part));
  expect(parts.map(({ text }) => text).join("")).toBe(whole);
  for (const { text, start } of parts) expect(whole.slice(start, start + text.length)).toBe(text);
});

test("parts begin with a line", () => {
  expect(partCount(lines.length)).toBeGreaterThan(1);
  expect(lines[cutPart(fetched(lines, 1), 1).start - 1]).toBe("\n");
});

test("a place at the end of a part's last line is shown with that line", () => {
  const { start } = cutPart(fetched(lines, 1), 1);
  expect(partOf(start - 1)).toBe(1);
  expect(partShowing(start - 1, { start }, 1)).toBe(0);
  expect(partShowing(start, { start }, 1)).toBe(1);
  expect(partShowing(5, null, 0)).toBe(0);
});
