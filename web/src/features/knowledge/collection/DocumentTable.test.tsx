import { screen, within } from "@testing-library/react";
import { expect, test } from "vitest";
import type { Doc } from "../api";
import { DocumentFacts } from "../document/DocumentFacts";
import { show } from "../testing";
import { DocumentTable } from "./DocumentTable";

const document: Doc = {
  id: "doc_1", collection_id: "col_1", name: "invoice\u202Efdp.exe", names: ["\u2066invoice\u2069\u200F.txt"], names_total: 1, title: null, author: null, language: null, keywords: [], tags: [], date: null,
  media_type: "text/plain", size: 1, status: "ready", failure: null, error: null, pages: 0, chunks: 1, text_length: 1, source: "upload", created_at: "2024-01-01T00:00:00Z",
  updated_at: "2024-01-01T00:00:00Z",
};

test("a name cannot turn its letters round, nor what stands beside it", () => {
  show(<DocumentTable documents={[document, { ...document, id: "doc_2", title: "Safe\u202Etitle" }]} mayChange />);
  const [first, second] = screen.getAllByRole("rowheader") as [HTMLElement, HTMLElement];
  const link = within(first).getByRole("link", { name: "invoicefdp.exe" });
  expect(link.querySelector("bdi")?.textContent).toBe("invoicefdp.exe");
  expect(second.textContent).toBe("Safetitleinvoicefdp.exe");
  expect(screen.getAllByRole("button").map((button) => button.getAttribute("aria-label")).join()).not.toMatch(/\p{Bidi_Control}/u);
});

test("nor can it among the facts of a document", () => {
  const { container } = show(<DocumentFacts document={document} />);
  expect(screen.getByText("invoicefdp.exe")).toBeTruthy();
  expect(screen.getByText("invoice.txt")).toBeTruthy();
  expect(container.textContent).not.toMatch(/\p{Bidi_Control}/u);
});

test("of a document with very many names the facts have the first, and how many more there are", () => {
  show(<DocumentFacts document={{ ...document, names: ["b.txt", "c.txt"], names_total: 4321 }} />);
  expect(screen.getByText("b.txt, c.txt and 4,319 more")).toBeTruthy();
});
