import { expect, test } from "vitest";
import { chosenFiles, droppedFiles } from "./dropped";

const named = (name: string, path = "") => Object.defineProperty(new File(["x"], name), "webkitRelativePath", { value: path });

/** As a browser gives what is dropped; folders two at a time. */
function entryOf(name: string, inner?: object[]) {
  if (!inner) return { name, isFile: true, isDirectory: false, file: (done: (file: File) => void) => done(new File(["x"], name)) };
  const createReader = () => {
    const rest = [...inner];
    return { readEntries: (done: (some: object[]) => void) => done(rest.splice(0, 2)) };
  };
  return { name, isFile: false, isDirectory: true, createReader };
}

const dropped = (...entries: { name: string; isDirectory: boolean }[]) =>
  ({ items: entries.map((entry) => ({ webkitGetAsEntry: () => entry })), files: entries.filter((one) => !one.isDirectory).map(({ name }) => new File(["x"], name)) }) as unknown as DataTransfer;

test("files of a folder keep their paths, so that two of one name stay two", async () => {
  const folder = entryOf("docs", [entryOf("README.md"), entryOf("api", [entryOf("README.md")]), entryOf(".git", [entryOf("config")]), entryOf("node_modules", [entryOf("x.js")])]);
  const found = await droppedFiles(dropped(folder, entryOf("plain.txt")));
  expect(found.map(({ name }) => name)).toEqual(["docs/README.md", "docs/api/README.md", "plain.txt"]);
});

test("files alone have their own names", async () => {
  expect((await droppedFiles(dropped(entryOf("a.md"), entryOf("b.md")))).map(({ name }) => name)).toEqual(["a.md", "b.md"]);
});

test("of a chosen folder what is hidden is left out; a hidden file that was chosen itself is meant", () => {
  const files = [named("README.md", "docs/README.md"), named("config", "docs/.git/config"), named("x.js", "docs/node_modules/x.js"), named(".env.example")];
  expect(chosenFiles(files).map(({ name }) => name)).toEqual(["docs/README.md", ".env.example"]);
});
