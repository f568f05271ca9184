import { sampler } from "./sample.ts";

export type Step =
  | { type: "token"; after: number; token: string }
  | { type: "tool"; after: number; tool: Record<string, unknown> }
  | { type: "failover"; after: number; restarts: boolean; to: { provider: string; model: string } }
  | { type: "cache"; after: number; hit: { outcome: string; similarity: number | null } }
  | { type: "error"; after: number; code: string; detail: string; status: number; retryAfter?: number }
  | { type: "wait"; after: number };

export const catalogue = {
  default: { provider: "offline", model: "offline-assistant" },
  providers: [
    provider("offline", "Offline assistant", ["offline-assistant"]),
    provider("openai", "OpenAI", [
      "echo", "sample", "ok-200x20", "ok-20x5", "fail-500", "hang-mid-5", "drop-7", "tool", "reset-mid-8", "restart-mid-8", "cached", "unpriced",
      "budget-spent", "busy-3",
    ]),
    { ...provider("anthropic", "Anthropic", []), available: false, error: "No key is set." },
  ],
  fallback: [
    { provider: "openai", model: "ok-40x20" },
    { provider: "offline", model: "offline-assistant" },
  ],
  degradation: "full",
};

function provider(name: string, displayName: string, models: string[]) {
  return {
    name,
    display_name: displayName,
    default_model: models[0] ?? null,
    models: models.map((id) => described(name, id)),
    available: true,
    error: null,
    waiting: null,
  };
}

function described(owner: string, id: string) {
  const price = owner === "offline" ? { input: 0, output: 0, cached_input: 0 } : { input: 0.15, output: 0.6, cached_input: 0.075 };
  const open = id === "fail-500";
  return { id, context_tokens: 128_000, state: open ? "open" : "closed", open_seconds: open ? 27 : null, price: id === "unpriced" ? null : price };
}

/** What the model's name says it does; any other name answers like the offline assistant. */
export function* answer(question: string, model: string): Generator<Step> {
  const slow = /^ok-(\d+)x(\d+)$/.exec(model);
  if (slow) return yield* words(Array.from({ length: Number(slow[1]) }, (_, at) => `t${at} `), Number(slow[2]));
  if (model === "echo") return yield* words(split(question), 5);
  if (model === "sample") return yield* words(split(sampler), 12);
  if (model.startsWith("drop-")) return yield* words(Array.from({ length: 40 }, (_, at) => `d${at} `), 10);
  if (model === "fail-500") {
    return yield { type: "error", after: 150, code: "LLM_PROVIDER_ERROR", detail: "OpenAI answered with an internal error (500).", status: 502 };
  }
  const hang = /^hang-mid-(\d+)$/.exec(model);
  if (hang) {
    yield* words(Array.from({ length: Number(hang[1]) }, (_, at) => `h${at} `), 20);
    return yield { type: "wait", after: Number.POSITIVE_INFINITY };
  }
  const reset = /^(reset|restart)-mid-(\d+)$/.exec(model);
  if (reset) return yield* broken(Number(reset[2]), reset[1] === "restart");
  if (model === "cached") {
    yield { type: "cache", after: 50, hit: { outcome: "semantic", similarity: 0.97 } };
    return yield* words(split("This answer was given before."), 5);
  }
  if (model === "budget-spent") {
    const detail = "The budget of the organisation of $1.00 a day is spent. It begins anew at 2030-01-01 00:00 UTC.";
    return yield { type: "error", after: 100, code: "BUDGET_EXCEEDED", detail, status: 402, retryAfter: 7200 };
  }
  const busy = /^busy-(\d+)$/.exec(model);
  if (busy) {
    return yield { type: "error", after: 100, code: "SERVICE_UNAVAILABLE", detail: "All models are busy.", status: 503, retryAfter: Number(busy[1]) };
  }
  if (model === "tool") yield* toolSteps();
  yield* words(split(offline(question)), 15);
}

function* toolSteps(): Generator<Step> {
  const tool = { id: "call_1", name: "calculator", arguments: { expression: "17 * 23" } };
  yield { type: "tool", after: 100, tool: { ...tool, status: "running" } };
  yield { type: "tool", after: 400, tool: { ...tool, status: "done", result: "391" } };
}

/** Some words, then another model: goes on after them, or begins again. */
function* broken(count: number, restarts: boolean): Generator<Step> {
  yield* words(Array.from({ length: count }, (_, at) => `r${at} `), 60);
  yield { type: "failover", after: 400, restarts, to: restarts ? { provider: "offline", model: "offline-assistant" } : { provider: "openai", model: "ok-40x20" } };
  yield* words(Array.from({ length: 40 }, (_, at) => `t${at} `), restarts ? 80 : 20);
}

function* words(tokens: string[], after: number): Generator<Step> {
  for (const token of tokens) yield { type: "token", after, token };
}

const split = (text: string) => text.match(/\s*\S+|\s+$/g) ?? [];

function offline(question: string): string {
  const product = /(\d+)\s*[×x*]\s*(\d+)/.exec(question);
  if (product) return `${product[0]} = **${Number(product[1]) * Number(product[2])}**`;
  const name = /name is (\w+)/i.exec(question);
  if (name) return `Nice to meet you, ${name[1]}! I will remember your name in this conversation.`;
  return `You said: “${question.slice(0, 200)}”. I am the built-in offline assistant, so I can calculate, tell dates and work with text you paste.`;
}
