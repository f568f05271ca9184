import { expect, test } from "vitest";

type Texts = Record<string, unknown>;

const files = import.meta.glob<Texts>("../**/texts/{en,de}.ts", { eager: true });
const folders = [...new Set(Object.keys(files).map((file) => file.replace(/\w+\.ts$/, "")))];

test("there are texts to look at", () => expect(folders.length).toBeGreaterThanOrEqual(4));

test.each(folders)("%s has the same texts in both languages, and none left in English", (folder) => {
  const [en, de] = ["en", "de"].map((language) => leaves(files[`${folder}${language}.ts`]?.[language])) as [Leaf[], Leaf[]];
  expect(en.length).toBeGreaterThan(5);
  expect(de.map(([path]) => path).toSorted()).toEqual(en.map(([path]) => path).toSorted());
  const same = de.filter(([path, text]) => text.length > 12 && !text.startsWith("function ") && en.some(([other, english]) => other === path && english === text));
  expect(same).toEqual([]);
  expect([...en, ...de].filter(([, text]) => text.trim() === "")).toEqual([]);
});

type Leaf = [path: string, text: string];

function leaves(value: unknown, path = ""): Leaf[] {
  if (typeof value === "string") return [[path, value]];
  // What a function says depends on what it is given; that it is there is all there is to compare.
  if (typeof value === "function") return [[path, `function ${path}`]];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) => leaves(part, `${path}.${key}`));
}
