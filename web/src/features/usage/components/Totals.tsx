import type { UsageRow } from "../api";
import { useTexts } from "../texts";

/** The period's sums. What is missing from them or was reckoned is said only when there is some of it. */
export function Totals({ total }: { total: UsageRow }) {
  const t = useTexts();
  const { calls, prompt_tokens: read, completion_tokens: written, unpriced_calls: unpriced, estimated_calls: estimated } = total;
  return (
    <dl className="usage-totals" aria-label={t.totals.label}>
      <Figure name={t.totals.cost} value={t.money(total.cost)} />
      <Figure name={t.totals.calls} value={t.count(calls)} />
      <Figure name={t.totals.tokens} value={t.count(read + written)} hint={t.totals.inOut(read, written)} />
      {unpriced > 0 && <Figure name={t.totals.unpriced} value={t.count(unpriced)} hint={t.totals.unpricedHint} />}
      {estimated > 0 && <Figure name={t.totals.estimated} value={t.count(estimated)} hint={t.totals.estimatedHint} />}
    </dl>
  );
}

function Figure({ name, value, hint }: { name: string; value: string; hint?: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd className="display text-2xl tabular-nums">{value}</dd>
      {hint && <dd className="text-sm text-ink-soft">{hint}</dd>}
    </div>
  );
}
