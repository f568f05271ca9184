import { Plus } from "lucide-react";
import { useState } from "react";
import { Button, Dialog } from "@/shared/ui";
import { useBudgets } from "../hooks/useBudgets";
import { useTexts } from "../texts";
import { BudgetForm } from "./BudgetForm";
import { BudgetRow } from "./BudgetRow";
import { Failed } from "./Failed";
import { Section } from "./Section";

export function Budgets() {
  const t = useTexts();
  const [adding, setAdding] = useState(false);
  const { data, error, refetch } = useBudgets();
  const add = (
    <Button onClick={() => setAdding(true)}>
      <Plus aria-hidden size={15} />
      {t.budgets.add}
    </Button>
  );
  return (
    <Section title={t.budgets.title} hint={t.budgets.hint} action={add}>
      {error && !data && <Failed error={error} onRetry={() => void refetch()} />}
      {!error && !data && <div className="skeleton h-24" aria-busy="true" />}
      {data?.length === 0 && <p className="text-ink-soft">{t.budgets.empty}</p>}
      {data && data.length > 0 && (
        <ul className="space-y-3">
          {data.map((budget) => (
            <BudgetRow key={budget.id} budget={budget} />
          ))}
        </ul>
      )}
      <Dialog open={adding} onOpenChange={setAdding} title={t.budgets.add}>
        <BudgetForm onDone={() => setAdding(false)} />
      </Dialog>
    </Section>
  );
}
