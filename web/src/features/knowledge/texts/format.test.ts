import { expect, test } from "vitest";
import { bytes, milliseconds } from "./format";

test.each([
  [0, "0 bytes"],
  [999, "999 bytes"],
  [1000, "1 kB"],
  [2_345_678, "2.3 MB"],
  [5_000_000_000_000, "5,000 GB"],
])("%i is %s", (size, text) => expect(bytes("en", size)).toBe(text));

test("short times keep a digit", () => {
  expect(milliseconds("en", 3.26)).toBe("3.3 ms");
  expect(milliseconds("en", 123.4)).toBe("123 ms");
});
