import { AUTHENTICATION_ERROR, ProblemError, problemOf } from "@/shared/http";
import { followStream, type SseEvent, waitUntilOnline } from "@/shared/sse";
import { resumeTurn, turnIds } from "../api";
import type { TurnIds } from "../types";
import { decodeEvent } from "./decode";
import type { TurnStore } from "./turnStore";

export interface FollowOptions {
  store: TurnStore;
  key: string;
  open(signal: AbortSignal): Promise<Response>;
  /** Known beforehand when a turn is picked up. */
  ids: TurnIds | null;
  signal: AbortSignal;
  /** Called once the server has accepted the turn, with the key that it has from now on. */
  onOpened(ids: TurnIds): string;
}

/** Feeds a turn's events to the store until its end. Returns the key under which the turn then is. */
export async function followTurn({ store, open, ids, signal, onOpened, ...options }: FollowOptions): Promise<string> {
  let key = options.key;
  try {
    await waitUntilOnline(signal);
    if (store.get(key)?.phase === "queued") store.dispatch(key, { type: "send" });
    const stream = followStream<TurnIds>({
      open,
      opened: (response) => ids ?? turnIds(response),
      resume: (opened, last, abort) => resumeTurn(opened.turnId, last, abort),
      isLast: ({ event }) => event === "complete" || event === "error",
      isExpired,
      signal,
    });
    for await (const item of stream) {
      if (item.type === "opened") key = onOpened(item.opened);
      else if (item.type === "reconnecting" || item.type === "resumed") store.dispatch(key, { type: item.type });
      else {
        const event = decodeEvent(item.event);
        if (event) store.batch(key, { type: "event", id: item.id, event });
      }
    }
    store.flush();
  } catch (error) {
    if (signal.aborted) return key;
    // A problem is the server's or the network's word; anything else is a mistake in this page and must be seen.
    if (!(error instanceof ProblemError)) reportError(error);
    store.dispatch(key, { type: "failed", problem: problemOf(error) });
  }
  return key;
}

/** The turn goes on on the server; only this reader was sent away. */
function isExpired(event: SseEvent): boolean {
  if (event.event !== "error") return false;
  const decoded = decodeEvent(event);
  return decoded?.type === "error" && decoded.problem.code === AUTHENTICATION_ERROR;
}
