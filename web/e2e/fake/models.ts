import { sampler } from "./sample.ts";

export type Step =
  | { type: "token"; after: number; token: string }
  | { type: "tool"; after: number; tool: Record<string, unknown> }
  | { type: "error"; after: number; code: string; detail: string; status: number }
  | { type: "wait"; after: number };

export const catalogue = {
  default: { provider: "offline", model: "offline-assistant" },
  providers: [
    provider("offline", "Offline assistant", ["offline-assistant"]),
    provider("openai", "OpenAI", ["echo", "sample", "ok-200x20", "ok-20x5", "fail-500", "hang-mid-5", "drop-7", "tool"]),
    { ...provider("anthropic", "Anthropic", []), available: false, error: "No key is set." },
  ],
};

function provider(name: string, displayName: string, models: string[]) {
  return {
    name,
    display_name: displayName,
    default_model: models[0] ?? null,
    models: models.map((id) => ({ id, context_tokens: 128_000 })),
    available: true,
  };
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
  if (model === "tool") yield* toolSteps();
  yield* words(split(offline(question)), 15);
}

function* toolSteps(): Generator<Step> {
  const tool = { id: "call_1", name: "calculator", arguments: { expression: "17 * 23" } };
  yield { type: "tool", after: 100, tool: { ...tool, status: "running" } };
  yield { type: "tool", after: 400, tool: { ...tool, status: "done", result: "391" } };
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
