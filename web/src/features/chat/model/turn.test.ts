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
const completion: Completion = { finishReason: "stop", tokensUsed: null, cost: 0, cache: null, title: "", provider: "p", model: "m" };

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
