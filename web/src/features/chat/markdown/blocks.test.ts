import { expect, test } from "vitest";
import { splitBlocks } from "./blocks";

test.each<[string, string, string[]]>([
  ["paragraphs", "a\n\nb\nc\n\n\nd", ["a\n", "b\nc\n\n", "d"]],
  ["a fenced block with blank lines", "```py\na\n\nb\n```\n\nc", ["```py\na\n\nb\n```\n", "c"]],
  ["a fence inside a longer fence", "````\n```\n\n```\n````\n\nx", ["````\n```\n\n```\n````\n", "x"]],
  ["a fence that is still open", "a\n\n```js\nlet x\n\nlet y", ["a\n", "```js\nlet x\n\nlet y"]],
  ["a loose list", "1. a\n\n2. b\n\n   more\n\ntext", ["1. a\n\n2. b\n\n   more\n", "text"]],
  ["link definitions", "[a][1]\n\nb\n\n[1]: https://example.com", ["[a][1]\n\nb\n\n[1]: https://example.com"]],
  ["blank text", "\n \n", []],
])("%s", (_, markdown, expected) => {
  expect(splitBlocks(markdown)).toEqual(expected);
});

test("blocks before the last do not change while the text grows", () => {
  const text = "# A\n\nb *c*\n\n- one\n\n- two\n\n```\nx\n\ny\n```\n\nend";
  let before: string[] = [];
  for (let length = 1; length <= text.length; length++) {
    const now = splitBlocks(text.slice(0, length));
    expect(now.slice(0, Math.max(0, before.length - 2))).toEqual(before.slice(0, Math.max(0, before.length - 2)));
    before = now;
  }
  expect(before).toHaveLength(5);
});
