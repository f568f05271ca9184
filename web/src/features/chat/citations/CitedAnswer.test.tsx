import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test, vi } from "vitest";
import { fakeServer, refuse, type Reply } from "@/testing/fakeTurn";
import type { Message } from "../types";
import { CitedAnswer } from "./CitedAnswer";
import type { Citation, CitationReport, Source } from "./types";

const document = "# Close codes\n\nWhen nobody is signed in, the socket closes with code 4001. Clients then sign in again.\n";
const content = "It closes with 4001 [1].\n\n- Clients sign in again [1, 2].\n- It never closes [3] `[1]`.";
const sources: Source[] = [
  { id: 1, document: "doc_1", title: "Protocol", page: 2, section: "Close codes", start: 15, end: 74, snippet: "When nobody is signed in, the socket closes with code 4001." },
  { id: 2, document: "doc_2", title: "Clients", start: 0, end: 20, snippet: "Clients then sign in again." },
];

function cite(number: number, marker: string, verdict: Citation["verdict"], more: Partial<Citation> = {}): Citation {
  const start = content.indexOf(marker);
  return { number, start, end: start + marker.length, claim_start: 0, claim_end: 19, verdict, ...more };
}

const report: CitationReport = {
  citations: [
    cite(1, "[1]", "verified", { evidence: { number: 1, start: 41, end: 74 } }),
    cite(1, "[1, 2]", "verified"),
    cite(2, "[1, 2]", "unsupported", { reason: "The passage does not say that they do it again." }),
    cite(3, "[3]", "unknown_source"),
  ],
  uncited: [{ start: 28, end: 49 }],
  is_complete: true,
};

function show(citations: CitationReport | null, ...replies: Reply[]) {
  return showWith(sources, citations, ...replies);
}

function showWith(given: Source[], citations: CitationReport | null, ...replies: Reply[]) {
  const text = { text: document, start: 0, total: document.length, pages: [{ start: 0, number: 2 }], sections: [], generation: 1 };
  const server = fakeServer({ "GET /documents/doc_1/text": replies.length > 0 ? replies : [() => Promise.resolve(Response.json(text))] });
  const message: Message = {
    id: "a", role: "assistant", status: "complete", content, conversation_id: "conv_1", parent_id: "q", turn_id: "t", finish_reason: "stop", provider: "p", model: "m",
    tokens_used: null, cost: 0, cache: null, error: null, sources: given, citations, created_at: "",
  };
  const view = render(
    <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
      <CitedAnswer message={message} />
    </QueryClientProvider>,
  );
  return { ...view, server };
}

const names = () => screen.getAllByRole("button").filter((button) => button.classList.contains("citation")).map((button) => button.querySelector(".sr-only")?.textContent);

afterEach(() => vi.unstubAllGlobals());

test("each citation tells its source and its verdict, by its place in the answer", () => {
  show(report);
  expect(names()).toEqual(["Source 1: Protocol, verified", "Source 1: Protocol, verified", "Source 2: Clients, not supported", "Source 3, unknown source"]);
  expect(screen.getByText("[1]", { selector: "code" })).toBeTruthy();
});

test("until it was checked a citation is neutral, and a number without a source stays a number", () => {
  const { container } = show(null);
  expect(names()).toEqual(["Source 1: Protocol", "Source 1: Protocol", "Source 2: Clients"]);
  expect(container.textContent).toContain("It never closes [3]");
});

test("the panel counts the verdicts and tells what cites nothing", async () => {
  show(report);
  await userEvent.click(screen.getByText("2 sources"));
  for (const text of ["2 verified", "1 not supported", "1 unknown source"]) expect(screen.getByText(text)).toBeTruthy();
  expect(screen.getByText("Clients sign in again", { exact: false, selector: ".uncited li" })).toBeTruthy();
  expect(within(screen.getByRole("list", { name: "Sources of this answer" })).getByText("· Close codes · from page 2")).toBeTruthy();
});

test("a citation opens its passage with the words that support it, and leads to the document", async () => {
  show(report);
  const [first] = screen.getAllByRole("button", { name: "Source 1: Protocol, verified" });
  if (first) await userEvent.click(first);
  const dialog = await screen.findByRole("dialog", { name: "Source 1: Protocol" });
  const view = await within(dialog).findByRole("group", { name: "The passage in its document" });
  expect(view.textContent).toBe(`Page 2${document}`);
  expect([...view.querySelectorAll("mark")].map((mark) => mark.textContent).join("")).toBe(document.slice(15, 74));
  expect(view.querySelector(".passage-exact")?.textContent).toBe(document.slice(41, 74));
  expect(within(dialog).getByText("Close codes · from page 2")).toBeTruthy();
  expect(within(dialog).getByRole("link", { name: "Open the document" }).getAttribute("href")).toBe("/knowledge/documents/doc_1?start=41&end=74");
});

test("a document that is gone, or was changed, is told with what it said then", async () => {
  show(report, refuse(404, "NOT_FOUND", "There is no such document."));
  await userEvent.click(screen.getByText("2 sources"));
  await userEvent.click(screen.getByText("Protocol", { selector: ".source span" }));
  const dialog = await screen.findByRole("dialog");
  expect(await within(dialog).findByText(/The document is gone/)).toBeTruthy();
  expect(within(dialog).getByText(sources[0]?.snippet ?? "")).toBeTruthy();
});

test("a passage that begins otherwise now is not passed off as the one that was cited", async () => {
  show(report, Response.json({ text: "Something else entirely stands here now.", start: 0, total: 40, pages: [], sections: [], generation: 2 }));
  await userEvent.click(screen.getByText("2 sources"));
  await userEvent.click(screen.getByText("Protocol", { selector: ".source span" }));
  expect(await screen.findByText(/has changed since this answer/)).toBeTruthy();
});

test("why a citation is not true is said in words", async () => {
  show(report);
  await userEvent.click(screen.getByRole("button", { name: "Source 2: Clients, not supported" }));
  expect(await screen.findByText(/The passage does not say that they do it again/)).toBeTruthy();
});

test("the name of a document cannot turn round what stands beside it", async () => {
  const [source] = sources as [Source];
  const { container } = showWith([{ ...source, title: "invoice\u202Efdp.exe", section: "invoice\u202Efdp.exe › Cl\u2066auses" }], report);
  expect(screen.getByText("invoicefdp.exe")).toBeTruthy();
  expect(names()[0]).toContain("invoicefdp.exe");
  await userEvent.click(screen.getAllByRole("button").find((button) => button.classList.contains("citation")) as HTMLElement);
  expect((await screen.findByRole("dialog")).textContent).toContain("Clauses");
  expect(container.ownerDocument.body.innerHTML).not.toMatch(/\p{Bidi_Control}/u);
});
