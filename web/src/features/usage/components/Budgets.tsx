import { Plus } from "lucide-react";
import { useState } from "react";
import { useMay } from "@/shared/identity";
import { Button, Dialog, Failed, Section } from "@/shared/ui";
import { useBudgets } from "../hooks/useBudgets";
import { useTexts } from "../texts";
import { BudgetForm } from "./BudgetForm";
import { BudgetRow } from "./BudgetRow";

export function Budgets() {
  const t = useTexts();
  const [adding, setAdding] = useState(false);
  const { data, error, refetch } = useBudgets();
  const manages = useMay("manage_budgets");
  const add = manages && (
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
            <BudgetRow key={budget.id} budget={budget} manages={manages} />
          ))}
        </ul>
      )}
      <Dialog open={adding} onOpenChange={setAdding} title={t.budgets.add}>
        <BudgetForm onDone={() => setAdding(false)} />
      </Dialog>
    </Section>
  );
}
