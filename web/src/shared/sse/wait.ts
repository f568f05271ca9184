/** Resolves after the given time, or at once when the browser comes back online; rejects when aborted. */
export function waitForRetry(milliseconds: number, signal: AbortSignal): Promise<void> {
  return waiting(signal, (done) => {
    const timer = setTimeout(done, milliseconds);
    window.addEventListener("online", done);
    return () => {
      clearTimeout(timer);
      window.removeEventListener("online", done);
    };
  });
}

/** Resolves when the browser is online; rejects when aborted. */
export function waitUntilOnline(signal: AbortSignal): Promise<void> {
  if (navigator.onLine) return Promise.resolve();
  return waiting(signal, (done) => {
    window.addEventListener("online", done);
    return () => window.removeEventListener("online", done);
  });
}

function waiting(signal: AbortSignal, start: (done: () => void) => () => void): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason);
    const abort = () => {
      clear();
      reject(signal.reason);
    };
    const clear = start(() => {
      clear();
      signal.removeEventListener("abort", abort);
      resolve();
    });
    signal.addEventListener("abort", abort, { once: true });
  });
}
