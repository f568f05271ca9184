import { useCountdown } from "@/shared/lib/useCountdown";
import { useTexts } from "../texts";

/** How long a lockout lasts. The announcement came with the error; the seconds are for those who look. */
export function Waiting({ until }: { until: number | null }) {
  const t = useTexts();
  const left = useCountdown(until);
  return left > 0 ? <p className="text-sm text-ink-soft tabular-nums">{t.againIn(left)}</p> : null;
}
