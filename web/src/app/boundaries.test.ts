import { expect, test } from "vitest";

const sources = import.meta.glob<string>("../**/*.{ts,tsx}", { query: "?raw", import: "default", eager: true });

/** "../features/chat/api.ts" → "chat", "./App.tsx" → "app", "../shared/…" → "shared". */
function roomOf(file: string): string {
  return /^\.\.\/features\/(\w+)\//.exec(file)?.[1] ?? (file.startsWith("../") ? (file.split("/")[1] ?? "") : "app");
}

const imports = Object.entries(sources).flatMap(([file, source]) =>
  [...source.matchAll(/(?:from|import)\s+\(?"(@\/[^"]+)"/g)].map(([, target = ""]) => ({ file, target })),
);

test("a feature is entered through its door", () => {
  const inside = imports.filter(({ target }) => /^@\/features\/\w+\/./.test(target));
  expect(inside).toEqual([]);
  expect(imports.length).toBeGreaterThan(20);
});

test("features do not know one another, and what is shared knows no feature", () => {
  const wrong = imports.filter(({ file, target }) => target.startsWith("@/features/") && roomOf(file) !== "app");
  expect(wrong).toEqual([]);
});

test("nothing reaches into a feature by a relative path", () => {
  const wrong = Object.entries(sources).filter(([, source]) => /from "(?:\.\.\/)+features\//.test(source));
  expect(wrong.map(([file]) => file)).toEqual([]);
});
