import { expect, test } from "vitest";
import type { Message } from "../types";
import { uneventful } from "./course";
import { type History, settle, storedEntries, withTurn } from "./history";
import { reduceTurn, type Turn, type TurnAction } from "./turn";

const ids = { conversationId: "conv_1", turnId: "turn_2", questionId: "q2", answerId: "a2" };

function message(id: string, role: Message["role"], status: Message["status"] = "complete"): Message {
  return {
    id, role, status, content: id, conversation_id: "conv_1", parent_id: null, turn_id: null, finish_reason: null,
    provider: null, model: null, tokens_used: null, cost: null, cache: null, error: null, sources: null, citations: null, created_at: "",
  };
}

function history(...pages: Message[][]): History {
  return {
    pages: pages.map((data) => ({ data, pagination: { total: 9, limit: 2, offset: 0, has_more: false } })),
    pageParams: pages.map((_, index) => index),
  };
}

const noCourse = () => uneventful;
const shown = (stored: History, turn: Turn | null = null) => withTurn(storedEntries(stored, noCourse), turn).map((entry) => entry.message.id);
const play = (...actions: TurnAction[]) => actions.reduce<Turn | null>(reduceTurn, null);
const send: TurnAction = { type: "start", question: { id: "local", text: "hi", at: "" }, replaces: null, queued: false };
const opened: TurnAction = { type: "opened", ids };

test("pages are shown oldest first, and what two pages share is shown once", () => {
  expect(shown(history([message("a2", "assistant"), message("q2", "user")], [message("q2", "user"), message("a1", "assistant")]))).toEqual(["a1", "q2", "a2"]);
});

test("a sent question and its answer follow the stored messages", () => {
  const stored = history([message("a1", "assistant"), message("q1", "user")]);
  expect(shown(stored, play(send))).toEqual(["q1", "a1", "local", "local-answer"]);
  expect(shown(stored, play(send, opened))).toEqual(["q1", "a1", "q2", "a2"]);
});

test("a turn that the server has stored meanwhile is not shown twice", () => {
  const stored = history([message("a2", "assistant", "running"), message("q2", "user"), message("a1", "assistant")]);
  expect(shown(stored, play(send, opened))).toEqual(["a1", "q2", "a2"]);
});

test("an answer written anew takes the place of the old one", () => {
  const stored = history([message("a1", "assistant"), message("q1", "user")]);
  const turn = play({ type: "start", question: null, replaces: "a1", queued: false }, opened);
  expect(shown(stored, turn)).toEqual(["q1", "a2"]);
});

test("a refused answer leaves the old one where it was", () => {
  const stored = history([message("a1", "assistant"), message("q1", "user")]);
  const problem = { code: "X", detail: "", status: 400, retryable: false, retryAfter: null, retryAt: null, errors: {} };
  const turn = play({ type: "start", question: null, replaces: "a1", queued: false }, { type: "failed", problem }, { type: "returned" });
  expect(shown(stored, turn)).toEqual(["q1", "a1"]);
});

test("a settled turn is in the history as it was shown", () => {
  const completion = { finishReason: "cancelled", tokensUsed: { prompt: 1, completion: 2, total: 3 }, cost: 0.5, cache: "exact", degradation: "full", title: "", provider: "p", model: "m", citations: null };
  const turn = play(send, opened, { type: "event", id: 1, event: { type: "token", token: "text" } }, { type: "event", id: 2, event: { type: "complete", completion } });
  if (!turn) throw new Error("no turn");
  const settled = settle(history([message("a1", "assistant")], [message("q1", "user")]), turn);
  expect(shown(settled ?? history())).toEqual(["q1", "a1", "q2", "a2"]);
  expect(settled?.pages[0]?.data[0]).toMatchObject({ content: "text", status: "cancelled", cost: 0.5, cache: "exact", model: "m", parent_id: "q2" });
});
