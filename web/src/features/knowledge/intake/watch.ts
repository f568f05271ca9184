import { CONNECTION_LOST, isRecord, localProblem, ProblemError, problemOf } from "@/shared/http";
import { backoff, readEvents, waitForRetry, waitUntilOnline } from "@/shared/sse";
import { type Job, openJobEvents } from "../api";
import { hasEnded } from "./intake";

const STALL = 45_000;
const ATTEMPTS = 8;
const BACKOFF = { base: 500, cap: 10_000 };

/**
 * A job each time it has changed, to its end. Every connection begins with the job as it is then: there is nothing to
 * resume, only to connect again.
 */
export async function* watchJob(id: string, signal: AbortSignal, wait = waitForRetry): AsyncGenerator<Job, void, void> {
  for (let attempt = 1; ; attempt++) {
    const connection = new AbortController();
    try {
      const response = await openJobEvents(id, AbortSignal.any([signal, connection.signal]));
      for await (const { data } of readEvents(response, STALL, signal)) {
        const job = jobOf(data);
        if (!job) continue;
        attempt = 0;
        yield job;
        if (hasEnded(job)) return;
      }
    } catch (error) {
      if (signal.aborted || isFinal(error)) throw error;
    } finally {
      connection.abort();
    }
    if (attempt >= ATTEMPTS) throw new ProblemError(localProblem(CONNECTION_LOST));
    await waitUntilOnline(signal);
    await wait(backoff(Math.max(1, attempt), BACKOFF), signal);
  }
}

/** What the server refuses, it will refuse again. */
function isFinal(error: unknown): boolean {
  const { status } = problemOf(error);
  return error instanceof ProblemError && status >= 400 && status < 500 && status !== 429;
}

/** Null for an event of another kind. */
function jobOf(data: string): Job | null {
  try {
    const value: unknown = JSON.parse(data);
    return isRecord(value) && typeof value["id"] === "string" && typeof value["total"] === "number" ? (value as unknown as Job) : null;
  } catch {
    return null;
  }
}
