import { type FormEvent, useState } from "react";
import { problemOf } from "@/shared/http";
import { Button, Field, FormError } from "@/shared/ui";
import type { Scope } from "../api";
import { useCreateBudget } from "../hooks/useBudgets";
import { useTexts } from "../texts";
import { LimitField } from "./LimitField";

const scopes: Scope[] = ["tenant", "user", "key", "model", "persona", "feature"];

/** The server decides what is valid; its words stand at the fields. */
export function BudgetForm({ onDone }: { onDone(): void }) {
  const { budgets: t } = useTexts();
  const [scope, setScope] = useState<Scope>("tenant");
  const [subject, setSubject] = useState("");
  const [period, setPeriod] = useState<"day" | "month">("month");
  const [limit, setLimit] = useState("");
  const create = useCreateBudget();
  const problem = create.error ? problemOf(create.error) : null;
  const errors = problem?.errors ?? {};

  function submit(event: FormEvent) {
    event.preventDefault();
    const budget = { scope, subject: scope === "tenant" ? null : subject, period, limit: limit === "" ? null : Number(limit) };
    create.mutate(budget, { onSuccess: onDone });
  }

  return (
    <form noValidate onSubmit={submit} className="mt-4 space-y-4">
      <Field label={t.scope} errors={errors["scope"]}>
        {(aria) => (
          <select className="field" value={scope} onChange={(event) => setScope(event.target.value as Scope)} {...aria}>
            {scopes.map((value) => (
              <option key={value} value={value}>
                {t.scopes[value]}
              </option>
            ))}
          </select>
        )}
      </Field>
      {scope !== "tenant" && (
        <Field label={t.subject} hint={t.subjects[scope]} errors={errors["subject"]}>
          {(aria) => (
            <input className="field" autoComplete="off" spellCheck={false} value={subject} onChange={(event) => setSubject(event.target.value)} {...aria} />
          )}
        </Field>
      )}
      <div className="grid grid-cols-2 gap-4">
        <LimitField value={limit} onChange={setLimit} errors={errors["limit"]} />
        <Field label={t.period} errors={errors["period"]}>
          {(aria) => (
            <select className="field" value={period} onChange={(event) => setPeriod(event.target.value as "day" | "month")} {...aria}>
              <option value="day">{t.periods.day}</option>
              <option value="month">{t.periods.month}</option>
            </select>
          )}
        </Field>
      </div>
      <FormError problem={problem} />
      <div className="flex justify-end">
        <Button type="submit" look="primary" disabled={create.isPending}>
          {t.create}
        </Button>
      </div>
    </form>
  );
}
