import { expect, test } from "vitest";
import { en } from "../texts/en";
import { checkChunking, chunkingForm, chunkingOf, isSame } from "./chunking";

const form = (chunker: string, tokens: string, overlap: string) => ({ chunker, tokens, overlap });

test("what is empty is left to the server, and all empty goes back to its way", () => {
  expect(chunkingOf(form("", "", ""))).toEqual({});
  expect(chunkingOf(form("sentence", " 300 ", "0"))).toEqual({ chunker: "sentence", tokens: 300, overlap: 0 });
  expect(chunkingForm(null)).toEqual(form("", "", ""));
  expect(chunkingForm({ chunker: "fixed", tokens: 64, overlap: 0 })).toEqual(form("fixed", "64", "0"));
  expect(isSame(chunkingForm(null), form("", " ", ""))).toBe(true);
});

test.each([
  ["", "", null],
  ["64", "32", null],
  ["4096", "2048", null],
  ["63", "", "chunking.tokens"],
  ["4097", "", "chunking.tokens"],
  ["3.5", "", "chunking.tokens"],
  ["many", "", "chunking.tokens"],
  ["64", "33", "chunking.overlap"],
  ["400", "-1", "chunking.overlap"],
  ["", "32", null],
  ["", "33", "chunking.overlap"],
])("%j tokens overlapping by %j: %s", (tokens, overlap, field) => {
  expect(Object.keys(checkChunking(form("", tokens, overlap), en))).toEqual(field === null ? [] : [field]);
});
