import { expect, test } from "vitest";
import { readMarkers } from "./markers";

test.each<[string, number[][]]>([
  ["It is so [1].", [[1]]],
  ["So [1][3] and [2].", [[1], [3], [2]]],
  ["So [1, 2; 4].", [[1, 2, 4]]],
  ["So [2-4] or [ 5 – 6 ].", [[2, 3, 4], [5, 6]]],
  ["None [a], [], [1a], [1234], [^1], \\[1], ![1].", []],
  ["A link [1](https://example.org) is none.", []],
  ["A reference [text][1] is none.", []],
  ["[1,250] is a number, [5-2] and [1-99] are none.", []],
])("%j has %j", (text, numbers) => {
  expect(readMarkers(text).map((marker) => marker.numbers)).toEqual(numbers);
});

test("a quote in the bracket is told apart", () => {
  const text = 'As it says [2: "close code 4001"], so it is.';
  const [marker] = readMarkers(text);
  expect(marker).toMatchObject({ numbers: [2], quote: '"close code 4001"' });
  expect(text.slice(marker?.start, marker?.end)).toBe('[2: "close code 4001"]');
});

test("brackets without end cost no more than their length", () => {
  const started = performance.now();
  readMarkers("[1, ".repeat(20_000) + '[1: "'.repeat(2000));
  expect(performance.now() - started).toBeLessThan(2000);
});
