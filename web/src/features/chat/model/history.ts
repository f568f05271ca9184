import type { InfiniteData } from "@tanstack/react-query";
import type { Message, MessagePage } from "../types";
import { type Course, courseOf, uneventful } from "./course";
import { isActive, type Turn, type TurnPhase, visibleText } from "./turn";

/** The loaded pages, the newest first, each with its newest message first. */
export type History = InfiniteData<MessagePage, unknown>;

/** What the list shows: a stored message, or the one that this page is following. */
export interface Entry {
  message: Message;
  course: Course;
  phase: TurnPhase | null;
}

export const emptyHistory: History = {
  pages: [{ data: [], pagination: { total: 0, limit: 0, offset: 0, has_more: false } }],
  pageParams: [0],
};

/** Oldest first. Pages can overlap when messages were added between two loads, hence the look at ids. */
export function storedEntries(history: History | undefined, courseFor: (id: string) => Course): Entry[] {
  const seen = new Set<string>();
  const entries: Entry[] = [];
  for (const message of history?.pages.flatMap((page) => page.data) ?? []) {
    if (seen.has(message.id)) continue;
    seen.add(message.id);
    entries.push({ message, course: courseFor(message.id), phase: null });
  }
  return entries.toReversed();
}

/** The stored messages with the running turn in its place. */
export function withTurn(entries: Entry[], turn: Turn | null): Entry[] {
  if (!turn) return entries;
  const own = ownIds(turn);
  return [...entries.filter(({ message }) => !own.has(message.id)), ...turnEntries(turn)];
}

export function turnEntries(turn: Turn): Entry[] {
  const question = turn.question && { message: questionOf(turn, turn.question), course: uneventful, phase: turn.ids ? null : turn.phase };
  const hasAnswer = turn.ids !== null || isActive(turn) || turn.question !== null;
  const answer = hasAnswer ? { message: answerOf(turn), course: courseOf(turn), phase: turn.phase } : null;
  return [question, answer].filter((entry) => entry !== null);
}

/** Writes a finished turn into the history, so that nothing has to be loaded again. */
export function settle(history: History | undefined, turn: Turn): History | undefined {
  const [first, ...rest] = history?.pages ?? [];
  if (!history || !first) return history;
  const own = ownIds(turn);
  const added = turnEntries(turn).map((entry) => entry.message).toReversed();
  const data = [...added, ...first.data.filter((message) => !own.has(message.id))];
  return { ...history, pages: [{ ...first, data }, ...rest] };
}

function ownIds({ ids, question, replaces }: Turn): Set<string | null> {
  return new Set([replaces, ids?.answerId ?? null, question && ids ? ids.questionId : null]);
}

function questionOf(turn: Turn, question: NonNullable<Turn["question"]>): Message {
  return { ...blank(turn), id: question.id, role: "user", content: question.text, status: "complete", created_at: question.at };
}

function answerOf(turn: Turn): Message {
  const { completion, error } = turn;
  return {
    ...blank(turn),
    role: "assistant",
    id: turn.ids?.answerId ?? `${turn.question?.id ?? turn.replaces}-answer`,
    parent_id: turn.ids?.questionId ?? null,
    content: visibleText(turn),
    status: statusOf(turn),
    finish_reason: completion?.finishReason ?? null,
    provider: completion?.provider ?? null,
    model: completion?.model ?? null,
    tokens_used: completion?.tokensUsed ?? null,
    cost: completion?.cost ?? null,
    cache: completion?.cache ?? turn.cacheHit?.outcome ?? null,
    sources: turn.sources.length > 0 ? turn.sources : null,
    citations: completion?.citations ?? null,
    error: error && { code: error.code, detail: error.detail, retryable: error.retryable },
  };
}

function statusOf({ phase, completion }: Turn): Message["status"] {
  if (phase === "failed") return "failed";
  if (phase !== "done") return "running";
  return completion?.finishReason === "cancelled" ? "cancelled" : "complete";
}

function blank(turn: Turn): Omit<Message, "id" | "role" | "content" | "status"> {
  return {
    conversation_id: turn.ids?.conversationId ?? "",
    parent_id: null,
    turn_id: turn.ids?.turnId ?? null,
    finish_reason: null,
    provider: null,
    model: null,
    tokens_used: null,
    cost: null,
    cache: null,
    error: null,
    sources: null,
    citations: null,
    created_at: turn.question?.at ?? new Date().toISOString(),
  };
}
