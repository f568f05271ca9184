import { AUTHENTICATION_ERROR, CONNECTION_LOST, localProblem, ProblemError, problemOf, renewSession, toProblem } from "../http";
import { backoff } from "./backoff";
import { readEvents, within } from "./connection";
import type { SseEvent } from "./parser";
import { waitForRetry, waitUntilOnline } from "./wait";

export interface ResumableOptions<TOpen> {
  /** Makes the first request. Called again when it got no answer, so it must carry an idempotency key. */
  open(signal: AbortSignal): Promise<Response>;
  /** Reads what identifies the stream from the first answer's headers. */
  opened(response: Response): TOpen;
  /** Asks for everything after the given event. */
  resume(opened: TOpen, lastEventId: number, signal: AbortSignal): Promise<Response>;
  isLast(event: SseEvent): boolean;
  /** Whether the server ends the connection because the session it was opened with has run out. The stream goes on. */
  isExpired?(event: SseEvent): boolean;
  signal: AbortSignal;
  stallAfter?: number;
  maxAttempts?: number;
  wait?: typeof waitForRetry;
}

export type Signal<TOpen> =
  | { type: "opened"; opened: TOpen }
  | { type: "event"; id: number; event: SseEvent }
  | { type: "reconnecting"; attempt: number }
  | { type: "resumed" };

const BACKOFF = { base: 500, cap: 10_000 };

/** Before the stream has begun, a server that asks for a longer pause than this, in milliseconds, is the reader's to hear of. */
const LONGEST_SILENT_PAUSE = 10_000;

/**
 * Follows a numbered event stream to its last event over as many connections as it takes.
 * 1. Open; without an answer, wait and open again.
 * 2. Hand out events in order: one seen before is dropped; a gap is treated as a broken connection.
 * 3. On an end without a last event, a break or a stall: wait, then resume after the last event seen.
 * 4. When the session has run out meanwhile: renew it and resume at once; when it is over, so is the reading.
 * 5. Every event resets the attempts; when they run out, throw the server's last refusal to begin, else `CONNECTION_LOST`.
 */
export async function* followStream<TOpen>(options: ResumableOptions<TOpen>): AsyncGenerator<Signal<TOpen>, void, void> {
  const { signal, stallAfter = 45_000, maxAttempts = 8, wait = waitForRetry } = options;
  let opened: { value: TOpen } | null = null;
  let last = 0;
  let attempt = 0;
  let gapAfter = -1;

  for (;;) {
    let pause: number | null = null;
    let refusal: ProblemError | null = null;
    let expired = false;
    const openedAt = Date.now();
    const connection = new AbortController();
    const either = AbortSignal.any([signal, connection.signal]);
    try {
      const request = opened ? options.resume(opened.value, last, either) : options.open(either);
      const response: Response = await within(request, stallAfter, signal);
      if (!opened) {
        opened = { value: options.opened(response) };
        yield { type: "opened", opened: opened.value };
      } else yield { type: "resumed" };
      for await (const event of readEvents(response, stallAfter, signal)) {
        expired = options.isExpired?.(event) ?? false;
        if (expired) break;
        const id = Number(event.id) || last + 1;
        if (id <= last) continue;
        if (id > last + 1 && gapAfter !== last) {
          // Ask once more from here. If the server then skips the same ids, they never existed.
          gapAfter = last;
          break;
        }
        last = id;
        attempt = 0;
        yield { type: "event", id, event };
        if (options.isLast(event)) return;
      }
    } catch (error) {
      if (signal.aborted) throw error;
      pause = retryPause(error);
      if (!opened && error instanceof ProblemError && error.problem.status > 0) refusal = error;
      if (refusal && pause !== null && pause > LONGEST_SILENT_PAUSE) throw refusal;
    } finally {
      connection.abort();
    }

    attempt += 1;
    if (attempt > maxAttempts) throw refusal ?? new ProblemError(localProblem(CONNECTION_LOST));
    yield { type: "reconnecting", attempt };
    if (expired && (await renewed(openedAt))) continue;
    await waitUntilOnline(signal);
    await wait(pause ?? backoff(attempt, BACKOFF), signal);
  }
}

/** Whether the session is good again; false when that could not be found out. Throws when it is over. */
async function renewed(openedAt: number): Promise<boolean> {
  try {
    if (await renewSession(openedAt)) return true;
  } catch {
    return false;
  }
  throw new ProblemError(toProblem({ code: AUTHENTICATION_ERROR }, 401));
}

/** The server's wish for the pause in milliseconds, if it has one. An answer that no retry can mend is thrown on. */
function retryPause(error: unknown): number | null {
  const problem = problemOf(error);
  const answered = problem.status > 0;
  if (answered && (problem.status < 500 || !problem.retryable) && problem.status !== 429) throw error;
  return problem.retryAfter === null ? null : Math.min(problem.retryAfter * 1000, 30_000);
}
