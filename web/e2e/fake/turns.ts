import type { ServerResponse } from "node:http";
import { answer, type Step } from "./models.ts";
import { addMessage, type Conversation, type Message, newId, now } from "./store.ts";

interface Turn {
  id: string;
  conversation: Conversation;
  question: Message;
  answer: Message;
  /** Encoded events; the n-th has the id n + 1. */
  log: string[];
  done: boolean;
  stopped: boolean;
  failedOver: boolean;
  wake: () => void;
  readers: Set<() => void>;
}

const turns = new Map<string, Turn>();
const byKey = new Map<string, Turn>();

export const turnOf = (id: string) => turns.get(id);
export const turnByKey = (key: string | undefined) => (key ? byKey.get(key) : undefined);

export function startTurn(conversation: Conversation, question: Message, provider: string, model: string, { key }: { key?: string | undefined } = {}): Turn {
  const id = newId("turn");
  question.turn_id ||= id;
  const message = addMessage(conversation, id, { role: "assistant", content: "", status: "running" });
  Object.assign(message, { provider, model });
  const turn: Turn = {
    id, conversation, question, answer: message, log: [], done: false, stopped: false, failedOver: false, wake: () => undefined, readers: new Set(),
  };
  turns.set(id, turn);
  if (key) byKey.set(key, turn);
  Object.assign(conversation, { running_turn_id: id, provider, model, updated_at: now() });
  void run(turn);
  return turn;
}

export function stopTurn(id: string | null): void {
  const turn = id ? turns.get(id) : undefined;
  if (!turn) return;
  turn.stopped = true;
  turn.wake();
}

async function run(turn: Turn): Promise<void> {
  let index = 0;
  for (const step of answer(turn.question.content, turn.answer.model ?? "")) {
    await pause(turn, step.after);
    if (turn.stopped) break;
    if (step.type === "error") return fail(turn, step);
    if (step.type === "tool") emit(turn, "tool", step.tool);
    if (step.type === "failover") failOver(turn, step);
    if (step.type === "cache") {
      turn.answer.cache = step.hit.outcome;
      emit(turn, "cache", step.hit);
    }
    if (step.type !== "token") continue;
    turn.answer.content += step.token;
    emit(turn, "token", { token: step.token, index });
    index += 1;
  }
  complete(turn, index);
}

function failOver(turn: Turn, { restarts, to }: Extract<Step, { type: "failover" }>): void {
  const { provider, model } = turn.answer;
  if (restarts) turn.answer.content = "";
  Object.assign(turn.answer, to);
  turn.failedOver = true;
  emit(turn, "failover", { mode: restarts ? "restart" : "continue", from: { provider, model }, to, reason: "unavailable" });
}

function costOf({ provider, model, cache, tokens_used: tokens }: Message): number | null {
  if (model === "unpriced") return null;
  return provider === "offline" || cache ? 0 : (tokens?.total ?? 0) * 0.000_000_6;
}

function complete(turn: Turn, completion: number): void {
  const { conversation, question, answer: message } = turn;
  const prompt = Math.ceil(question.content.length / 4);
  const tokens = { prompt, completion, total: prompt + completion };
  const reason = turn.stopped ? "cancelled" : "stop";
  if (conversation.title === "") conversation.title = question.content.slice(0, 48);
  Object.assign(message, { status: turn.stopped ? "cancelled" : "complete", finish_reason: reason, tokens_used: tokens });
  message.cost = costOf(message);
  finish(turn, "complete", {
    sources: message.sources ?? [], citations: message.citations,
    finish_reason: reason, total_tokens: tokens.total, tokens_used: tokens, cost: message.cost, cache: message.cache,
    model_calls: turn.failedOver ? 2 : 1, degradation: turn.failedOver ? "degraded" : "full", id: message.id,
    user_message_id: question.id, conversation_id: conversation.id, turn_id: turn.id, title: conversation.title,
    model: message.model, provider: message.provider, timestamp: now(),
  });
}

function fail(turn: Turn, step: Extract<Step, { type: "error" }>): void {
  const { code, detail, status, retryAfter } = step;
  Object.assign(turn.answer, { status: "failed", error: { code, detail, retryable: true } });
  if (turn.conversation.title === "") turn.conversation.title = turn.question.content.slice(0, 48);
  finish(turn, "error", { type: "about:blank", title: "The model failed", status, detail, code, retryable: true, retry_after: retryAfter ?? null, trace_id: "0" });
}

function finish(turn: Turn, event: string, data: unknown): void {
  turn.conversation.running_turn_id = null;
  turn.conversation.updated_at = now();
  turn.done = true;
  emit(turn, event, data);
}

function emit(turn: Turn, event: string, data: unknown): void {
  turn.log.push(`id: ${turn.log.length + 1}\nevent: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
  for (const reader of turn.readers) reader();
}

function pause(turn: Turn, milliseconds: number): Promise<void> {
  if (turn.stopped) return Promise.resolve();
  return new Promise((resolve) => {
    const timer = Number.isFinite(milliseconds) ? setTimeout(resolve, milliseconds) : undefined;
    turn.wake = () => {
      clearTimeout(timer);
      resolve();
    };
  });
}

/** Replays from after the given event and goes on live. A model `drop-n` loses the line after every n events. */
export function follow(turn: Turn, after: number, response: ServerResponse): void {
  const drop = Number(/^drop-(\d+)$/.exec(turn.answer.model ?? "")?.[1] ?? Number.POSITIVE_INFINITY);
  let next = after;
  response.writeHead(200, {
    "Content-Type": "text/event-stream",
    "Cache-Control": "no-store",
    "X-Conversation-Id": turn.conversation.id,
    "X-Turn-Id": turn.id,
    "X-User-Message-Id": turn.question.id,
    "X-Message-Id": turn.answer.id,
  });
  response.flushHeaders();
  const heartbeat = setInterval(() => response.write(": heartbeat\n\n"), 15_000);
  const leave = () => {
    clearInterval(heartbeat);
    turn.readers.delete(push);
  };
  const push = () => {
    while (next < turn.log.length) {
      const event = turn.log[next];
      next += 1;
      if (next - after < drop) response.write(event);
      else {
        // This one still gets through, then the line is cut.
        leave();
        return void response.write(event, () => response.destroy());
      }
    }
    if (turn.done) response.end();
  };
  turn.readers.add(push);
  response.on("close", leave);
  push();
}
