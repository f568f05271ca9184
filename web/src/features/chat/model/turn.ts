import type { Problem } from "@/shared/http";
import type { Source } from "../citations/types";
import type { CacheHit, Completion, Failover, ToolStep, TurnEvent, TurnIds } from "../types";

export type TurnPhase = "queued" | "sending" | "streaming" | "reconnecting" | "done" | "failed";

/** One question and its answer while this page follows it. Pure data; everything here comes from {@link reduceTurn}. */
export interface Turn {
  phase: TurnPhase;
  /** The text just sent. Null when a stored question is answered anew or a running answer is picked up. */
  question: { id: string; text: string; at: string } | null;
  /** The stored answer that this turn writes anew, if it does. */
  replaces: string | null;
  ids: TurnIds | null;
  text: string;
  /** What the server had stored when the page picked the turn up: shown until the replay has caught up with it. */
  stored: string;
  tools: ToolStep[];
  /** The passages that the answer rests on, in the order of their numbers. */
  sources: Source[];
  failovers: Failover[];
  cacheHit: CacheHit | null;
  lastEventId: number;
  stopping: boolean;
  /** The question went back to the message box. */
  returned: boolean;
  completion: Completion | null;
  error: Problem | null;
}

export type TurnAction =
  | { type: "start"; question: Turn["question"]; replaces: string | null; queued: boolean }
  | { type: "pickUp"; ids: TurnIds; stored: string; question: Turn["question"] }
  | { type: "send" }
  | { type: "opened"; ids: TurnIds }
  | { type: "event"; id: number; event: TurnEvent }
  | { type: "reconnecting" }
  | { type: "resumed" }
  | { type: "stopping"; stopping: boolean }
  | { type: "failed"; problem: Problem }
  /** The question went back to the message box: only the error is left to show. */
  | { type: "returned" };

const fresh: Omit<Turn, "phase"> = {
  question: null,
  replaces: null,
  ids: null,
  text: "",
  stored: "",
  tools: [],
  sources: [],
  failovers: [],
  cacheHit: null,
  lastEventId: 0,
  stopping: false,
  returned: false,
  completion: null,
  error: null,
};

export function reduceTurn(turn: Turn | null, action: TurnAction): Turn | null {
  switch (action.type) {
    case "start":
      return { ...fresh, phase: action.queued ? "queued" : "sending", question: action.question, replaces: action.replaces };
    case "pickUp":
      return { ...fresh, phase: "streaming", ids: action.ids, stored: action.stored, question: action.question };
    case "returned":
      return turn && { ...turn, question: null, replaces: null, returned: turn.question !== null };
    default:
      return turn && isActive(turn) ? reduceActive(turn, action) : turn;
  }
}

function reduceActive(turn: Turn, action: Exclude<TurnAction, { type: "start" | "pickUp" | "returned" }>): Turn {
  switch (action.type) {
    case "send":
      return { ...turn, phase: "sending" };
    case "opened":
      return { ...turn, phase: "streaming", ids: action.ids, question: turn.question && { ...turn.question, id: action.ids.questionId } };
    case "event":
      return action.id <= turn.lastEventId ? turn : reduceEvent({ ...turn, phase: "streaming", lastEventId: action.id }, action.event);
    case "reconnecting":
      return { ...turn, phase: "reconnecting" };
    case "resumed":
      return { ...turn, phase: "streaming" };
    case "stopping":
      return { ...turn, stopping: action.stopping };
    case "failed":
      return { ...turn, phase: "failed", error: action.problem };
  }
}

function reduceEvent(turn: Turn, event: TurnEvent): Turn {
  switch (event.type) {
    case "token":
      return { ...turn, text: turn.text + event.token };
    case "tool":
      return { ...turn, tools: withStep(turn.tools, event.step) };
    case "failover":
      return failOver(turn, event.failover);
    case "source":
      return { ...turn, sources: withSource(turn.sources, event.source) };
    case "cache":
      return { ...turn, cacheHit: event.hit };
    case "complete":
      return { ...turn, phase: "done", completion: event.completion };
    case "error":
      return { ...turn, phase: "failed", error: event.problem };
  }
}

/** A restart makes the text before it void. What was stored goes with it, unless it was stored after the restart. */
function failOver(turn: Turn, failover: Failover): Turn {
  const failovers = [...turn.failovers, failover];
  if (!failover.restarts) return { ...turn, failovers };
  const { text, stored } = turn;
  const storedBefore = text !== "" && (text.startsWith(stored) || stored.startsWith(text));
  return { ...turn, failovers, text: "", stored: storedBefore ? "" : stored };
}

function withStep(steps: ToolStep[], step: ToolStep): ToolStep[] {
  const known = steps.some((other) => other.id === step.id);
  return known ? steps.map((other) => (other.id === step.id ? step : other)) : [...steps, step];
}

function withSource(sources: Source[], source: Source): Source[] {
  return [...sources.filter(({ id }) => id !== source.id), source].toSorted((a, b) => a.id - b.id);
}

export function isActive(turn: Turn): boolean {
  return turn.phase !== "done" && turn.phase !== "failed";
}

/** A replay that has not come to what was stored is not shown: it may tell a text that was begun anew since. */
export function visibleText(turn: Turn): string {
  return turn.text.startsWith(turn.stored) || !isActive(turn) ? turn.text : turn.stored;
}
