import { cx } from "@/shared/lib/cx";
import type { Budget } from "../api";
import { useTexts } from "../texts";

/** From this part on a budget is nearly spent. */
const NEARLY = 0.9;

/** How much of a budget is spent, and behind it what running answers may still take. */
export function BudgetMeter({ budget: { spent, reserved, limit }, name }: { budget: Budget; name: string }) {
  const t = useTexts();
  const share = (amount: number) => `${Math.min(100, (amount / limit) * 100)}%`;
  return (
    <div
      role="meter"
      aria-label={name}
      aria-valuemin={0}
      aria-valuemax={limit}
      aria-valuenow={Math.min(spent + reserved, limit)}
      aria-valuetext={t.budgets.bar(spent, reserved, limit)}
      className={cx("usage-meter", spent + reserved >= limit * NEARLY && "usage-meter-full")}
    >
      <svg aria-hidden>
        <rect className="usage-reserved" width={share(spent + reserved)} height="100%" />
        <rect className="usage-spent" width={share(spent)} height="100%" />
      </svg>
    </div>
  );
}
