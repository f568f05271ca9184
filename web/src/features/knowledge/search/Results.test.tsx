import { render, screen, within } from "@testing-library/react";
import { expect, test } from "vitest";
import type { SearchResult } from "./api";
import { Results } from "./Results";

const result: SearchResult = {
  query: "close code",
  passages: [
    { chunk_id: "chunk_1", document_id: "doc_1", collection_id: "col_1", title: "Protocol", text: "It closes with 4001.", start: 10, end: 30, page: 4, section: "Closing", score: 0.914, scores: { keyword: 3.2, semantic: null, fused: 0.9 } },
  ],
  corrections: { clsoe: "close" },
  further: ["closing code"],
  sufficient: true,
  stages: [
    { name: "keyword", milliseconds: 2, count: 40 },
    { name: "semantic", milliseconds: 0, count: 0, skipped: true, note: "No embedding model is configured." },
    { name: "of a later server", milliseconds: 0, count: 1 },
  ],
};

test("a passage is told with its place, its scores and the way to it", () => {
  render(<Results result={result} pending={false} />);
  const row = within(screen.getByRole("list", { name: "Passages" })).getByRole("listitem");
  expect(within(row).getByRole("link").getAttribute("href")).toBe("/knowledge/documents/doc_1?start=10&end=30");
  expect(within(row).getByText("Closing · from page 4")).toBeTruthy();
  expect(within(row).getByText("0.91")).toBeTruthy();
  // A stage that did not see it says nothing, which is not the same as nothing.
  expect([...row.querySelectorAll("dt")].map((name) => name.textContent)).toEqual(["Words", "Joined"]);
});

test("what was made of the query is told", () => {
  render(<Results result={result} pending={false} />);
  for (const text of ["1 passage for “close code”", "Corrected: clsoe → close", "Also searched for:", "closing code", "Judged to be enough for an answer."]) expect(screen.getByText(text)).toBeTruthy();
});

test("the longest stage has the longest bar, and every figure is in the table as well", () => {
  const { container } = render(<Results result={result} pending={false} />);
  expect([...container.querySelectorAll("rect")].map((bar) => Number(bar.getAttribute("width")))).toEqual([100, 0.5]);
  const rows = within(screen.getByRole("table", { name: "Where the time went" })).getAllByRole("row");
  expect(rows.slice(1).map((one) => within(one).getByRole("rowheader").textContent)).toEqual(["By words", "By meaning", "of a later server"]);
  expect(within(rows[2] as HTMLElement).getByText("skipped")).toBeTruthy();
  expect(within(rows[2] as HTMLElement).getByText("No embedding model is configured.")).toBeTruthy();
  expect(within(rows[1] as HTMLElement).queryByText("skipped")).toBeNull();
});

test("where there are several collections the passage names its own, and its date", () => {
  const [passage] = result.passages;
  if (!passage) throw new Error("There is one.");
  render(<Results result={{ ...result, passages: [{ ...passage, date: "2024-05-31T12:00:00Z" }] }} pending={false} names={new Map([["col_1", "Handbook"]])} />);
  expect(screen.getByText("Handbook · Closing · from page 4 · May 31, 2024")).toBeTruthy();
});

test("that nothing was found is said", () => {
  render(<Results result={{ ...result, passages: [], stages: [] }} pending={false} />);
  expect(screen.getByRole("status").textContent).toBe("Nothing was found.");
});
