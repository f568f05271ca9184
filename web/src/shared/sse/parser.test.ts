import { expect, test } from "vitest";
import { createSseParser } from "./parser";

const bytes = (text: string) => new TextEncoder().encode(text);

function parse(...chunks: Uint8Array[]) {
  const parser = createSseParser();
  return chunks.flatMap((chunk) => parser.push(chunk));
}

test("an event has its id, name and data", () => {
  expect(parse(bytes('id: 7\nevent: token\ndata: {"token":"a"}\n\n'))).toEqual([
    { id: "7", event: "token", data: '{"token":"a"}' },
  ]);
});

test.each(["\n", "\r\n", "\r"])("line ending %j, emoji and umlauts survive a cut at every byte", (newline) => {
  const whole = bytes(["id: 1", "event: token", "data: Grüße 👋", "data: zwei", "", ": heartbeat", "", "id: 2", "data:x", "", "data", "", ""].join(newline));
  const expected = [
    { id: "1", event: "token", data: "Grüße 👋\nzwei" },
    { id: "2", event: "message", data: "x" },
    { id: "2", event: "message", data: "" },
  ];
  for (let cut = 0; cut <= whole.length; cut++) {
    // A lone CR as the very last byte stays open: it could be half of a CRLF.
    const tail = newline === "\r" ? [bytes(": end")] : [];
    expect(parse(whole.slice(0, cut), whole.slice(cut), ...tail)).toEqual(expected);
  }
  expect(parse(...Array.from(whole, (byte) => Uint8Array.of(byte)), bytes(":"))).toEqual(expected);
});

test("comments and unknown fields are ignored", () => {
  expect(parse(bytes(": heartbeat\n\nretry: 10\nfoo: bar\n\n"))).toEqual([]);
});

test("an unfinished event is not handed out", () => {
  expect(parse(bytes("id: 1\ndata: half\n"))).toEqual([]);
});

test("a byte order mark is skipped and only one space after the colon is", () => {
  expect(parse(bytes("\uFEFFdata:  two\n\n"))).toEqual([{ id: "", event: "message", data: " two" }]);
});

test("an id with a null character is refused", () => {
  expect(parse(bytes("id: 1\ndata: a\n\nid: 2\0\ndata: b\n\n")).map((event) => event.id)).toEqual(["1", "1"]);
});
