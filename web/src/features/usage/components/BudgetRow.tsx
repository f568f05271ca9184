import { useState } from "react";
import { Button } from "@/shared/ui";
import type { Budget } from "../api";
import { useTexts } from "../texts";
import { BudgetMeter } from "./BudgetMeter";
import { Fact } from "./Fact";
import { LimitDialog } from "./LimitDialog";
import { RemoveDialog } from "./RemoveDialog";

/** A budget, how it stands, and what can be done with it. */
export function BudgetRow({ budget, manages }: { budget: Budget; manages: boolean }) {
  const { budgets: t, money } = useTexts();
  const [dialog, setDialog] = useState<"limit" | "remove" | null>(null);
  const name = t.names[budget.scope](budget.subject);
  const close = () => setDialog(null);
  return (
    <li className="usage-card">
      <div className="flex flex-wrap items-start justify-between gap-2">
        <h3 className="min-w-0 font-medium wrap-anywhere">
          {name} · {t.limitOf(budget.limit, t.periods[budget.period])}
        </h3>
        {manages && (
          <div className="flex gap-2">
            <Button aria-label={t.changeOf(name)} onClick={() => setDialog("limit")}>
              {t.change}
            </Button>
            <Button aria-label={t.removeOf(name)} onClick={() => setDialog("remove")}>
              {t.remove}
            </Button>
          </div>
        )}
      </div>
      <BudgetMeter budget={budget} name={name} />
      <dl className="usage-facts">
        <Fact name={t.spent} value={money(budget.spent)} />
        {budget.reserved > 0 && <Fact name={t.reserved} value={`${money(budget.reserved)} ${t.reservedHint}`} />}
        <Fact name={t.left} value={money(budget.remaining)} />
        <Fact name={t.resets} value={t.at(Date.parse(budget.resets_at))} />
      </dl>
      <LimitDialog open={dialog === "limit"} budget={budget} name={name} onClose={close} />
      <RemoveDialog open={dialog === "remove"} id={budget.id} name={name} onClose={close} />
    </li>
  );
}
