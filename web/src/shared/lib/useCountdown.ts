import { useEffect, useState } from "react";

/** Whole seconds until the given time (milliseconds since 1970), counted down; 0 once it has come or when there is none. */
export function useCountdown(until: number | null): number {
  const [now, setNow] = useState(Date.now);
  const left = until === null ? 0 : Math.max(0, Math.ceil((until - now) / 1000));
  const ended = left === 0;
  useEffect(() => {
    setNow(Date.now());
    if (ended) return;
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, [until, ended]);
  return left;
}
