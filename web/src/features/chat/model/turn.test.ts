import { describe, expect, test } from "vitest";
import { localProblem } from "@/shared/http";
import type { Completion, TurnEvent, TurnIds } from "../types";
import { isActive, reduceTurn, type Turn, type TurnAction, visibleText } from "./turn";

const ids: TurnIds = { conversationId: "conv_1", turnId: "turn_1", questionId: "msg_1", answerId: "msg_2" };
const question = { id: "local", text: "Hello", at: "2026-01-01T00:00:00Z" };
const start: TurnAction = { type: "start", question, replaces: null, queued: false };
const opened: TurnAction = { type: "opened", ids };
const token = (id: number, text: string): TurnAction => ({ type: "event", id, event: { type: "token", token: text } });
const event = (id: number, value: TurnEvent): TurnAction => ({ type: "event", id, event: value });
const completion: Completion = { finishReason: "stop", tokensUsed: null, cost: 0, cache: null, degradation: "full", title: "", provider: "p", model: "m", citations: null };

function play(...actions: TurnAction[]): Turn {
  const turn = actions.reduce<Turn | null>(reduceTurn, null);
  if (!turn) throw new Error("no turn");
  return turn;
}

test("a question takes the identity that the server gave it", () => {
  expect(play(start).question?.id).toBe("local");
  expect(play(start, opened)).toMatchObject({ phase: "streaming", question: { id: "msg_1", text: "Hello" }, ids });
});

test("tokens are joined in order, and none counts twice", () => {
  expect(play(start, opened, token(1, "a"), token(2, "b"), token(2, "b"), token(1, "a"), token(3, "c")).text).toBe("abc");
});

test("a tool step is replaced by its later state", () => {
  const step = { id: "t", name: "calculator", arguments: {}, result: null };
  const turn = play(start, opened, event(1, { type: "tool", step: { ...step, status: "running" } }), event(2, { type: "tool", step: { ...step, status: "done", result: "4" } }));
  expect(turn.tools).toEqual([{ ...step, status: "done", result: "4" }]);
});

test("what is stored stays visible until the replay has caught up", () => {
  const pickUp: TurnAction = { type: "pickUp", ids, stored: "abcd", question: null };
  expect(visibleText(play(pickUp))).toBe("abcd");
  expect(visibleText(play(pickUp, token(1, "ab")))).toBe("abcd");
  expect(visibleText(play(pickUp, token(1, "ab"), token(2, "cdef")))).toBe("abcdef");
});

describe("a model that breaks off", () => {
  const models = { from: { provider: "a", model: "x" }, to: { provider: "b", model: "y" } };
  const failover = (id: number, restarts: boolean) => event(id, { type: "failover", failover: { restarts, ...models } });
  const pickUp = (stored: string): TurnAction => ({ type: "pickUp", ids, stored, question: null });

  test("and another that goes on keep the text", () => {
    const turn = play(start, opened, token(1, "a"), failover(2, false), token(3, "b"));
    expect(turn).toMatchObject({ text: "ab", failovers: [{ restarts: false, ...models }] });
  });

  test("and another that begins again make the text void", () => {
    const begun = play(start, opened, token(1, "void"), failover(2, true));
    expect(visibleText(begun)).toBe("");
    expect(visibleText(play(start, opened, token(1, "void"), failover(2, true), token(3, "new")))).toBe("new");
  });

  test("count once when the line was taken up again after them", () => {
    const turn = play(start, opened, token(1, "void"), failover(2, true), token(3, "n"), { type: "reconnecting" }, failover(2, true), token(3, "n"), token(4, "ew"));
    expect(turn).toMatchObject({ text: "new", failovers: [{ restarts: true }] });
  });

  test("while the line was down make void what is shown when it is back", () => {
    const turn = play(start, opened, token(1, "void"), { type: "reconnecting" }, { type: "resumed" }, failover(2, true), token(3, "new"));
    expect(visibleText(turn)).toBe("new");
  });

  test("after a reload make void what was stored before", () => {
    expect(visibleText(play(pickUp("voi"), token(1, "void"), failover(2, true)))).toBe("");
    expect(visibleText(play(pickUp("voi"), token(1, "void"), failover(2, true), token(3, "n")))).toBe("n");
  });

  test("before a reload never show the void text again", () => {
    const replay = [token(1, "a long void text"), failover(2, true), token(3, "n"), token(4, "ew")];
    const shown = replay.map((_, at) => visibleText(play(pickUp("new"), ...replay.slice(0, at + 1))));
    expect(shown).toEqual(["new", "new", "new", "new"]);
  });
});

test("sources are kept in the order of their numbers, each once", () => {
  const source = (id: number, title: string) => ({ id, document: "doc_1", title, start: 0, end: 5, snippet: "Hello" });
  const turn = play(start, opened, event(1, { type: "source", source: source(2, "b") }), event(2, { type: "source", source: source(1, "a") }), token(3, "x"), event(4, { type: "source", source: source(2, "c") }));
  expect(turn.sources.map(({ id, title }) => [id, title])).toEqual([[1, "a"], [2, "c"]]);
});

test("an answer out of a cache keeps what the cache said of it", () => {
  const hit = { outcome: "semantic", similarity: 0.97 };
  expect(play(start, opened, event(1, { type: "cache", hit }), token(2, "a")).cacheHit).toEqual(hit);
});

describe("an ended turn", () => {
  test.each<[string, TurnAction]>([
    ["complete", event(1, { type: "complete", completion })],
    ["error", event(1, { type: "error", problem: localProblem("X") })],
    ["failed", { type: "failed", problem: localProblem("X") }],
  ])("by %s is not changed by what comes later", (_, end) => {
    const turn = play(start, opened, end);
    expect(isActive(turn)).toBe(false);
    expect([token(9, "late"), { type: "reconnecting" } as const, { type: "stopping", stopping: true } as const].reduce<Turn | null>(reduceTurn, turn)).toBe(turn);
  });

  test("can be started anew", () => {
    expect(play(start, opened, token(1, "old"), { type: "failed", problem: localProblem("X") }, start)).toMatchObject({ phase: "sending", text: "", error: null });
  });
});

test("reconnecting shows until the line is back", () => {
  expect(play(start, opened, { type: "reconnecting" }).phase).toBe("reconnecting");
  expect(play(start, opened, { type: "reconnecting" }, { type: "resumed" }).phase).toBe("streaming");
});
