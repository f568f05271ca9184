import { expect, test } from "vitest";
import { localProblem } from "@/shared/http";
import type { Job } from "../api";
import { canResend, type IntakeAction, type Intakes, isActive, reduceIntakes, shareOf } from "./intake";

const job: Job = { id: "job_1", kind: "knowledge.ingest", subject: "col_1", status: "running", total: 4, done: 1, skipped: 0, failed: 0, cancel_requested: false, error: null };
const begin: IntakeAction = { type: "begin", key: "a", collection: "col_1", name: "a.md", count: 4, size: 200 };

const play = (...actions: IntakeAction[]) => actions.reduce<Intakes>(reduceIntakes, {});
const one = (...actions: IntakeAction[]) => play(...actions)["a"];

test("files are sent, then read", () => {
  expect(one(begin)).toMatchObject({ phase: "sending", sent: 0 });
  const half = one(begin, { type: "sent", key: "a", bytes: 100 });
  expect(half && shareOf(half)).toBe(0.5);
  const working = one(begin, { type: "job", key: "a", job });
  expect(working).toMatchObject({ phase: "working" });
  expect(working && shareOf(working)).toBe(0.25);
});

test("more than all of it is never sent, and what was sent does not become less", () => {
  // The form around the files counts as well.
  expect(one(begin, { type: "sent", key: "a", bytes: 260 }, { type: "sent", key: "a", bytes: 10 })?.sent).toBe(200);
});

test.each([
  ["finished", "ended"],
  ["failed", "failed"],
  ["cancelled", "cancelled"],
] as const)("a job that is %s has %s", (status, phase) => {
  const ended = one(begin, { type: "job", key: "a", job: { ...job, status, done: 3, failed: 1 } });
  expect(ended?.phase).toBe(phase);
  expect(ended && isActive(ended)).toBe(false);
});

test("what has ended is not changed by what comes late, and can be put away", () => {
  const ended: IntakeAction[] = [begin, { type: "failed", key: "a", problem: localProblem("X") }];
  expect(one(...ended, { type: "job", key: "a", job }, { type: "cancelled", key: "a" })).toMatchObject({ phase: "failed", job: null });
  expect(play(...ended, { type: "dismiss", key: "a" })).toEqual({});
});

test("nothing can be told of a job that has not counted yet, and nothing of an unknown one changes", () => {
  const counting = one(begin, { type: "job", key: "a", job: { ...job, total: 0 } });
  expect(counting && shareOf(counting)).toBeNull();
  const before = play(begin);
  expect(reduceIntakes(before, { type: "sent", key: "b", bytes: 1 })).toBe(before);
});

test("only files that did not arrive can be sent again, and only where that may help", () => {
  const lost = one(begin, { type: "failed", key: "a", problem: localProblem("NETWORK_ERROR") });
  expect(lost && canResend(lost)).toBe(true);
  const refused = one(begin, { type: "failed", key: "a", problem: { ...localProblem("TOO_LARGE"), retryable: false } });
  expect(refused && canResend(refused)).toBe(false);
  const taken = one(begin, { type: "job", key: "a", job }, { type: "failed", key: "a", problem: localProblem("CONNECTION_LOST") });
  expect(taken && canResend(taken)).toBe(false);
});
