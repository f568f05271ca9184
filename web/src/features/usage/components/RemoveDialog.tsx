import { problemOf } from "@/shared/http";
import { useCatalogue } from "@/shared/i18n";
import { Button, Dialog, FormError } from "@/shared/ui";
import { useDeleteBudget } from "../hooks/useBudgets";
import { useTexts } from "../texts";

export function RemoveDialog({ open, id, name, onClose }: { open: boolean; id: string; name: string; onClose(): void }) {
  const { budgets: t } = useTexts();
  const m = useCatalogue();
  const remove = useDeleteBudget(id);
  return (
    <Dialog open={open} onOpenChange={(wanted) => !wanted && onClose()} title={t.removeTitle} description={t.removeHint(name)}>
      <FormError problem={remove.error ? problemOf(remove.error) : null} />
      <div className="mt-6 flex justify-end gap-2.5">
        <Button onClick={onClose}>{m.app.cancel}</Button>
        <Button look="danger" disabled={remove.isPending} onClick={() => remove.mutate(undefined, { onSuccess: onClose })}>
          {t.remove}
        </Button>
      </div>
    </Dialog>
  );
}
