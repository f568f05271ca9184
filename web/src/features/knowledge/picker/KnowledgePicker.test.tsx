import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { fakeServer, refuse, type Reply } from "@/testing/fakeTurn";
import { chosenKnowledge, forgetKnowledge } from "../choice";
import { KnowledgePicker } from "./KnowledgePicker";

const collections = [
  { id: "col_1", name: "Handbook", description: "How we work" },
  { id: "col_2", name: "Contracts", description: "" },
];

function show(...replies: Reply[]) {
  const data = { data: collections, pagination: { total: 2, limit: 100, offset: 0, has_more: false } };
  const server = fakeServer({ "GET /collections": replies.length > 0 ? replies : [() => Promise.resolve(Response.json(data))] });
  render(
    <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
      <KnowledgePicker conversationId="conv_1" />
    </QueryClientProvider>,
  );
  return server;
}

const open = () => userEvent.click(screen.getByRole("button", { name: /^Knowledge:/ }));

beforeEach(forgetKnowledge);
afterEach(() => vi.unstubAllGlobals());

test("nothing is asked for until somebody looks, and nothing goes along until something is chosen", async () => {
  const server = show();
  expect(screen.getByRole("button", { name: /^Knowledge:\s*No documents$/ })).toBeTruthy();
  expect(server.calls).toEqual([]);
  await open();
  await screen.findByLabelText("Contracts");
  expect(chosenKnowledge("conv_1")).toBeNull();
});

test("all documents, some collections, and none again", async () => {
  show();
  await open();
  await userEvent.click(screen.getByLabelText("Answer from documents"));
  expect(chosenKnowledge("conv_1")).toEqual({ use_rag: true });
  await userEvent.click(await screen.findByLabelText(/^Handbook/));
  expect(chosenKnowledge("conv_1")).toEqual({ use_rag: true, collections: ["col_1"] });
  await userEvent.click(screen.getByLabelText("Contracts"));
  expect(chosenKnowledge("conv_1")).toEqual({ use_rag: true, collections: ["col_1", "col_2"] });
  await userEvent.click(screen.getByLabelText("Answer from documents"));
  expect(chosenKnowledge("conv_1")).toEqual({ use_rag: false });
  await userEvent.keyboard("{Escape}");
  expect(screen.getByRole("button", { name: /^Knowledge:\s*No documents$/ })).toBeTruthy();
});

test("a collection is ticked without asking for documents first, and names the button", async () => {
  show();
  await open();
  await userEvent.click(await screen.findByLabelText(/^Handbook/));
  await userEvent.keyboard("{Escape}");
  expect(await screen.findByRole("button", { name: /^Knowledge:\s*Handbook$/ })).toBeTruthy();
});

test("that the collections are not known is said", async () => {
  show(refuse(403, "FORBIDDEN", "Not for you."));
  await open();
  expect(await screen.findByText("The collections could not be loaded.")).toBeTruthy();
});
