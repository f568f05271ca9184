import { useCallback, useSyncExternalStore } from "react";

/** Whole seconds until the given time (milliseconds since 1970), counted down; 0 once it has come or when there is none. */
export function useCountdown(until: number | null): number {
  const subscribe = useCallback(
    (changed: () => void) => {
      if (left(until) === 0) return () => undefined;
      const timer = setInterval(() => {
        changed();
        if (left(until) === 0) clearInterval(timer);
      }, 1000);
      return () => clearInterval(timer);
    },
    [until],
  );
  return useSyncExternalStore(subscribe, () => left(until));
}

function left(until: number | null): number {
  return until === null ? 0 : Math.max(0, Math.ceil((until - Date.now()) / 1000));
}
