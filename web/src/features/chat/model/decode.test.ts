import { expect, test } from "vitest";
import { decodeEvent } from "./decode";

const decode = (event: string, data: unknown) => decodeEvent({ id: "1", event, data: typeof data === "string" ? data : JSON.stringify(data) });

test("the events of a turn", () => {
  expect(decode("token", { token: "a", index: 0 })).toEqual({ type: "token", token: "a" });
  expect(decode("tool", { id: "1", name: "clock", arguments: { zone: "UTC" }, status: "done", result: { h: 1 } })).toMatchObject({
    type: "tool",
    step: { name: "clock", arguments: { zone: "UTC" }, status: "done", result: '{\n  "h": 1\n}' },
  });
  expect(decode("complete", { finish_reason: "stop", tokens_used: { prompt: 1, completion: 1, total: 2 }, cost: 0.1, model: "m", provider: "p" })).toMatchObject({
    type: "complete",
    completion: { finishReason: "stop", tokensUsed: { total: 2 }, cost: 0.1 },
  });
  expect(decode("complete", { cost: null, cache: "exact", degradation: "minimal" })).toMatchObject({ completion: { cost: null, cache: "exact", degradation: "minimal" } });
  const models = { from: { provider: "a", model: "x" }, to: { provider: "b", model: "y" } };
  expect(decode("failover", { mode: "restart", reason: "timeout", ...models })).toEqual({ type: "failover", failover: { restarts: true, ...models } });
  expect(decode("failover", { mode: "continue", reason: "timeout", ...models })).toMatchObject({ failover: { restarts: false } });
  expect(decode("cache", { outcome: "semantic", similarity: 0.9 })).toEqual({ type: "cache", hit: { outcome: "semantic", similarity: 0.9 } });
  expect(decode("error", { code: "LLM_TIMEOUT", detail: "Too slow.", retryable: true, status: 504 })).toMatchObject({
    type: "error",
    problem: { code: "LLM_TIMEOUT", detail: "Too slow.", retryable: true, status: 504 },
  });
});

test("an event of a later server is passed over", () => {
  expect(decode("weather", { title: "x" })).toBeNull();
});

test("a source has its number and its place", () => {
  const source = { id: 2, chunk: "chunk_1", document: "doc_1", collection: "col_1", title: "T", section: "A › B", start: 10, end: 90, score: 0.8, snippet: "So" };
  expect(decode("source", source)).toEqual({
    type: "source",
    source: { id: 2, document: "doc_1", title: "T", page: null, section: "A › B", start: 10, end: 90, snippet: "So" },
  });
  expect(decode("source", { title: "without a number" })).toBeNull();
});

test("what was found out about citations is taken as far as it is understood", () => {
  const citation = { number: 1, start: 4, end: 7, claim_start: 0, claim_end: 3, verdict: "verified" };
  const citations = { citations: [citation, { ...citation, verdict: "of a later server" }, 7], uncited: [{ start: 9, end: 12 }, null], is_complete: true };
  expect(decode("complete", { citations })).toMatchObject({ completion: { citations: { citations: [citation], uncited: [{ start: 9, end: 12 }] } } });
  expect(decode("complete", { citations: null })).toMatchObject({ completion: { citations: null } });
});

test.each(["", "null", "[]", "{", "7"])("data %j does not break the stream", (data) => {
  expect(decode("token", data)).toEqual({ type: "token", token: "" });
  expect(decode("complete", data)).toMatchObject({ type: "complete", completion: { tokensUsed: null, cost: null, cache: null, degradation: "full" } });
});
