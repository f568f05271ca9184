import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { act, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test, vi } from "vitest";
import { uneventful } from "../model/course";
import type { Entry } from "../model/history";
import { TurnsProvider } from "../TurnsProvider";
import type { Message } from "../types";
import { Answer } from "./Answer";

const events = { chosenModel: () => null, chosenPersona: () => null, chosenKnowledge: () => null, onCreated: () => undefined, onChanged: () => undefined, onServed: () => undefined };

function show(message: Partial<Message>, rest: Partial<Entry> & { last?: boolean } = {}) {
  const full: Message = {
    id: "a", role: "assistant", status: "complete", content: "Text", conversation_id: "conv_1", parent_id: "q", turn_id: "t",
    finish_reason: "stop", provider: "openai", model: "gpt", tokens_used: { prompt: 1, completion: 1234, total: 1235 }, cost: 0, cache: null,
    error: null, sources: null, citations: null, created_at: "", ...message,
  };
  render(
    <QueryClientProvider client={new QueryClient()}>
      <TurnsProvider events={events}>
        <Answer entry={{ message: full, course: uneventful, phase: null, ...rest }} chatKey="conv_1" last={rest.last ?? true} busy={false} />
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

test.each([
  [0, "free"],
  [null, "price unknown"],
  [0.000_42, "$0.00042"],
  [0.000_000_02, "<$0.000001"],
])("a cost of %s reads %s", (cost, text) => {
  show({ cost });
  expect(screen.getByText(`openai · gpt · 1,235 tokens · ${text}`)).toBeTruthy();
});

test("on request an answer tells tokens in and out, and why its cost is not known", async () => {
  show({ cost: null });
  await userEvent.click(screen.getByText(/1,235 tokens/));
  expect(screen.getByText("1 read, 1,234 written")).toBeTruthy();
  expect(screen.getByText(/No price is known for a model/)).toBeTruthy();
});

test("an answer out of the cache and a service that is not full are marked", () => {
  const cacheHit = { outcome: "semantic", similarity: 0.973 };
  show({ cache: "semantic", cost: 0 }, { course: { ...uneventful, cacheHit, degradation: "degraded" } });
  expect(screen.getByText("openai · gpt")).toBeTruthy();
  expect(screen.getByText("from the cache")).toBeTruthy();
  expect(screen.getByText("The two are 97% alike.")).toBeTruthy();
  expect(screen.getAllByText("reduced service")).toHaveLength(2);
});

test("a model that broke off is named with the one that went on or began again", () => {
  const from = { provider: "openai", model: "gpt-4o" };
  const to = { provider: "anthropic", model: "claude-haiku-4-5" };
  show({}, { course: { ...uneventful, failovers: [{ restarts: false, from, to }, { restarts: true, from: to, to: from }] } });
  expect(screen.getByText("openai/gpt-4o broke off; anthropic/claude-haiku-4-5 went on.")).toBeTruthy();
  expect(screen.getByText("anthropic/claude-haiku-4-5 broke off; openai/gpt-4o began again.")).toBeTruthy();
});

test("a retry that must wait counts down and then can be pressed", () => {
  vi.useFakeTimers({ now: 1_000_000 });
  const error = { code: "RATE_LIMIT_EXCEEDED", detail: "Too many.", retryable: true };
  show({ status: "failed", error }, { course: { ...uneventful, retryAt: 1_003_000 } });
  expect(screen.getByRole<HTMLButtonElement>("button", { name: "Retry in 3 s" }).disabled).toBe(true);
  act(() => void vi.advanceTimersByTime(3000));
  expect(screen.getByRole<HTMLButtonElement>("button", { name: "Retry" }).disabled).toBe(false);
  vi.useRealTimers();
});

test("a spent budget tells when it begins anew by the reader's clock, and offers no retry before", () => {
  const error = { code: "BUDGET_EXCEEDED", detail: "The budget is spent.", retryable: true };
  show({ status: "failed", error }, { course: { ...uneventful, retryAt: Date.now() + 3_600_000 } });
  expect(screen.getByText(/on your clock/)).toBeTruthy();
  expect(button("Retry")).toBeNull();
  expect(button("Answer again")).toBeTruthy();
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
  show({}, { course: { ...uneventful, tools: [{ id: "1", name: "calculator", arguments: { expression: "2+2" }, status: "done", result: "4" }] } });
  expect(screen.getByText("calculator")).toBeTruthy();
  expect(screen.getByText("4")).toBeTruthy();
});
