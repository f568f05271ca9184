import { createSseParser, type SseEvent } from "./parser";

/** The bytes stopped: no event and no heartbeat for the allowed time. */
export class StalledError extends Error {
  constructor() {
    super("The stream has stalled.");
    this.name = "StalledError";
  }
}

/** Reads one response to its end. Throws when the connection breaks, stalls or is aborted. */
export async function* readEvents(
  response: Response,
  stallAfter: number,
  signal: AbortSignal,
): AsyncGenerator<SseEvent, void, void> {
  const reader = response.body?.getReader();
  if (!reader) return;
  const parser = createSseParser();
  try {
    for (;;) {
      const { done, value } = await within(reader.read(), stallAfter, signal);
      if (done) return;
      yield* parser.push(value);
    }
  } finally {
    // Frees the connection also when the reader walks away; a broken one has nothing left to cancel.
    reader.cancel().catch(() => undefined);
  }
}

/** Waits for the work no longer than the given time, and not at all once aborted. */
export function within<T>(work: Promise<T>, milliseconds: number, signal: AbortSignal): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const abort = () => reject(signal.reason);
    const timer = setTimeout(() => reject(new StalledError()), milliseconds);
    signal.addEventListener("abort", abort, { once: true });
    if (signal.aborted) abort();
    void work.then(resolve, reject).finally(() => {
      clearTimeout(timer);
      signal.removeEventListener("abort", abort);
    });
  });
}
