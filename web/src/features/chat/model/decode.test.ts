import { expect, test } from "vitest";
import { decodeEvent } from "./decode";

const decode = (event: string, data: unknown) => decodeEvent({ id: "1", event, data: typeof data === "string" ? data : JSON.stringify(data) });

test("the four events of a turn", () => {
  expect(decode("token", { token: "a", index: 0 })).toEqual({ type: "token", token: "a" });
  expect(decode("tool", { id: "1", name: "clock", arguments: { zone: "UTC" }, status: "done", result: { h: 1 } })).toMatchObject({
    type: "tool",
    step: { name: "clock", arguments: { zone: "UTC" }, status: "done", result: '{\n  "h": 1\n}' },
  });
  expect(decode("complete", { finish_reason: "stop", tokens_used: { prompt: 1, completion: 1, total: 2 }, cost: 0.1, cache: "semantic", model: "m", provider: "p" })).toMatchObject({
    type: "complete",
    completion: { finishReason: "stop", tokensUsed: { total: 2 }, cost: 0.1, cache: "semantic" },
  });
  expect(decode("error", { code: "LLM_TIMEOUT", detail: "Too slow.", retryable: true, status: 504 })).toMatchObject({
    type: "error",
    problem: { code: "LLM_TIMEOUT", detail: "Too slow.", retryable: true, status: 504 },
  });
});

test("an event of a later server is passed over", () => {
  expect(decode("source", { title: "x" })).toBeNull();
  expect(decode("cache", { outcome: "exact", similarity: null })).toBeNull();
});

test.each(["", "null", "[]", "{", "7"])("data %j does not break the stream", (data) => {
  expect(decode("token", data)).toEqual({ type: "token", token: "" });
  expect(decode("complete", data)).toMatchObject({ type: "complete", completion: { tokensUsed: null, cost: 0 } });
});
