import { expect, test } from "vitest";
import { batchesOf } from "./batches";

const MIB = 1024 * 1024;
const files = (count: number, size: number) => Array.from({ length: count }, () => ({ file: { size } }));

test.each([
  [files(3, 1), [3]],
  [files(450, 1), [200, 200, 50]],
  [files(3, 30 * MIB), [2, 1]],
  [[...files(1, 1), ...files(1, 500 * MIB), ...files(1, 1)], [1, 1, 1]],
  [[], []],
])("batch %#", (all, sizes) => {
  const batches = batchesOf(all);
  expect(batches.map((batch) => batch.length)).toEqual(sizes);
  expect(batches.flat()).toEqual(all);
});
