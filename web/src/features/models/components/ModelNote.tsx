import { useCatalogue } from "@/shared/i18n";
import { useCountdown } from "@/shared/lib/useCountdown";
import type { ModelInfo } from "../api";

/** What a model costs, and whether it fails just now. */
export function ModelNote({ info: { state, open_seconds, price }, at }: { info: ModelInfo; at: number }) {
  const m = useCatalogue();
  const left = useCountdown(open_seconds === null ? null : at + open_seconds * 1000);
  const trouble = state === "closed" ? null : left > 0 ? m.models.open(left) : m.models.trying;
  return (
    <span className="block text-xs text-ink-soft tabular-nums">
      {trouble && <span className="block text-danger">{trouble}</span>}
      {price ? m.models.price(price.input, price.output) : m.models.priceUnknown}
    </span>
  );
}
