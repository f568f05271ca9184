import { expect, test } from "vitest";
import { returnPath } from "./returnPath";

const origin = "https://parley.example";

test.each([
  ["/c/conv_1", "/c/conv_1"],
  ["/usage?by=model#top", "/usage?by=model#top"],
  ["/", "/"],
])("%s is a place to go back to", (asked, expected) => {
  expect(returnPath(asked, origin)).toBe(expected);
});

test.each([
  null, "", "c/conv_1", "https://evil.example/", "//evil.example", "/\\evil.example", "/\t/evil.example", "/.//evil.example", "javascript:alert(1)", "/sign-in", "/sign-in?return_to=/x", "/link",
])("%j is not", (asked) => {
  expect(returnPath(asked, origin)).toBe("/");
});
