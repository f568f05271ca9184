import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render, screen } from "@testing-library/react";
import { expect, test } from "vitest";
import type { Entry } from "../model/history";
import { TurnsProvider } from "../TurnsProvider";
import type { Message } from "../types";
import { Answer } from "./Answer";

const events = { chosenModel: () => null, chosenPersona: () => null, onCreated: () => undefined, onChanged: () => undefined };

function show(message: Partial<Message>, rest: Partial<Entry> & { last?: boolean } = {}) {
  const full: Message = {
    id: "a", role: "assistant", status: "complete", content: "Text", conversation_id: "conv_1", parent_id: "q", turn_id: "t",
    finish_reason: "stop", provider: "openai", model: "gpt", tokens_used: { prompt: 1, completion: 1234, total: 1235 }, cost: 0, cache: null,
    error: null, created_at: "", ...message,
  };
  render(
    <QueryClientProvider client={new QueryClient()}>
      <TurnsProvider events={events}>
        <Answer entry={{ message: full, tools: [], phase: null, ...rest }} chatKey="conv_1" last={rest.last ?? true} busy={false} />
      </TurnsProvider>
    </QueryClientProvider>,
  );
}

const button = (name: string) => screen.queryByRole("button", { name });

test("an answer tells its model and tokens, and its cost when it has one", () => {
  show({ cost: 0.0042 });
  expect(screen.getByText("openai · gpt · 1,235 tokens · $0.0042")).toBeTruthy();
  expect(button("Answer again")).toBeTruthy();
  expect(button("Copy message")).toBeTruthy();
});

test("an answer for nothing mentions no cost", () => {
  show({ cost: 0 });
  expect(screen.getByText("openai · gpt · 1,235 tokens")).toBeTruthy();
});

test("an answer from memory says so instead of its tokens", () => {
  show({ cost: 0, cache: "exact", tokens_used: { prompt: 0, completion: 0, total: 0 } });
  expect(screen.getByText("openai · gpt · from cache")).toBeTruthy();
});

test.each<[Partial<Message>, string]>([
  [{ status: "cancelled" }, "Stopped"],
  [{ status: "interrupted" }, "Interrupted – the server was restarted"],
  [{ finish_reason: "length" }, "The answer reached its length limit"],
  [{ finish_reason: "content_filter" }, "The answer was withheld by a content rule"],
])("%j is labelled and can be answered again", (message, label) => {
  show(message);
  expect(screen.getByText(label)).toBeTruthy();
  expect(screen.getByText("Text")).toBeTruthy();
  expect(button("Answer again")).toBeTruthy();
});

test("a failure shows the server's words and offers a retry when that can help", () => {
  show({ status: "failed", error: { code: "LLM_TIMEOUT", detail: "The model was too slow.", retryable: true } });
  expect(screen.getByRole("alert").textContent).toContain("The model was too slow.");
  expect(button("Retry")).toBeTruthy();
});

test.each([
  [{ error: { code: "CONTENT_FILTERED", detail: "Refused.", retryable: false } }, true],
  [{ error: { code: "LLM_TIMEOUT", detail: "Slow.", retryable: true } }, false],
])("no retry for what it cannot mend, or what is not the last answer", (message, last) => {
  show({ status: "failed", ...message }, { last });
  expect(button("Retry")).toBeNull();
});

test("dots until the first token, then the text", () => {
  show({ status: "running", content: "", tokens_used: null }, { phase: "streaming" });
  expect(screen.getByRole("img", { name: "The assistant is thinking" })).toBeTruthy();
  expect(button("Copy message")).toBeNull();
});

test("tool steps tell what went in and what came out", () => {
  show({}, { tools: [{ id: "1", name: "calculator", arguments: { expression: "2+2" }, status: "done", result: "4" }] });
  expect(screen.getByText("calculator")).toBeTruthy();
  expect(screen.getByText("4")).toBeTruthy();
});
