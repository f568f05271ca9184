import { expect, test } from "vitest";
import { excerptOf } from "./excerpt";

const filler = Array.from({ length: 40 }, (_, at) => `Weather, note ${at}: nothing was seen.`).join("\n");
const joined = (text: string, query: string) => excerptOf(text, query).map((piece) => piece.text).join("");
const hits = (text: string, query: string) => excerptOf(text, query).flatMap((piece) => (piece.hit ? [piece.text] : []));

test("a short passage is shown from its beginning, with the words of the query apart", () => {
  const text = "The harbour was dredged to nine metres.";
  expect(joined(text, "dredging the harbour")).toBe(text);
  expect(hits(text, "dredging of HARBOURS")).toEqual(["harbour", "dredged"]);
});

test("a long passage begins with the line where most of the words stand", () => {
  const text = `${filler}\nThe harbour was dredged in 1987.\n${filler}`;
  expect(joined(text, "how deep was the harbour dredged").startsWith("… The harbour was dredged")).toBe(true);
});

test("in one long line it begins with a word a little before", () => {
  const text = `${"calm sea and clear sky ".repeat(40)}then the harbour was dredged.`;
  expect(joined(text, "harbour dredged")).toMatch(/^… \S.{20,80}harbour was dredged\.$/);
});

test("found by its meaning alone it is shown from its beginning", () => {
  expect(excerptOf(filler, "quantum physics")).toEqual([{ text: filler, hit: false }]);
  expect(excerptOf("", "x")).toEqual([]);
});

test("nothing is lost after its beginning, whatever the script", () => {
  const text = "灯台の鍵は十一日ごとに交代する。 Ключ маяка меняют. تغلق المنارة عند الظهر";
  expect(joined(text, "маяка المنارة")).toBe(text);
  expect(hits(text, "маяка المنارة")).toEqual(["маяка", "المنارة"]);
});
