import { type FormEvent, useState } from "react";
import { problemOf } from "@/shared/http";
import { useCatalogue } from "@/shared/i18n";
import { Button, Dialog, FormError } from "@/shared/ui";
import type { Budget } from "../api";
import { useChangeLimit } from "../hooks/useBudgets";
import { useTexts } from "../texts";
import { LimitField } from "./LimitField";

interface Props {
  open: boolean;
  budget: Budget;
  name: string;
  onClose(): void;
}

export function LimitDialog({ open, onClose, ...rest }: Props) {
  const { budgets: t } = useTexts();
  return (
    <Dialog open={open} onOpenChange={(wanted) => !wanted && onClose()} title={t.changeOf(rest.name)}>
      <LimitForm onClose={onClose} {...rest} />
    </Dialog>
  );
}

function LimitForm({ budget, onClose }: Omit<Props, "open">) {
  const { budgets: t } = useTexts();
  const m = useCatalogue();
  const [limit, setLimit] = useState(String(budget.limit));
  const change = useChangeLimit(budget.id);
  const problem = change.error ? problemOf(change.error) : null;

  function submit(event: FormEvent) {
    event.preventDefault();
    change.mutate(limit === "" ? null : Number(limit), { onSuccess: onClose });
  }

  return (
    <form noValidate onSubmit={submit} className="mt-4 space-y-4">
      <LimitField value={limit} onChange={setLimit} errors={problem?.errors["limit"]} />
      <FormError problem={problem} />
      <div className="flex justify-end gap-2.5">
        <Button onClick={onClose}>{m.app.cancel}</Button>
        <Button type="submit" look="primary" disabled={change.isPending}>
          {t.save}
        </Button>
      </div>
    </form>
  );
}
