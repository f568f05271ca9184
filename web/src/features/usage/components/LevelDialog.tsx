import { problemOf } from "@/shared/http";
import { useCatalogue } from "@/shared/i18n";
import { Button, Dialog, FormError } from "@/shared/ui";
import type { Level } from "../api";
import { useTexts } from "../texts";

interface Props {
  open: boolean;
  level: Level;
  error: unknown;
  pending: boolean;
  onClose(): void;
  onConfirm(): void;
}

/** Everybody feels it at once, so it is asked twice. */
export function LevelDialog({ open, level, error, pending, onClose, onConfirm }: Props) {
  const { service: t } = useTexts();
  const m = useCatalogue();
  return (
    <Dialog open={open} onOpenChange={(wanted) => !wanted && onClose()} title={t.confirm(t.names[level])} description={t.means[level]}>
      <FormError problem={error ? problemOf(error) : null} />
      <div className="mt-6 flex justify-end gap-2.5">
        <Button onClick={onClose}>{m.app.cancel}</Button>
        <Button look={level === "full" ? "primary" : "danger"} disabled={pending} onClick={onConfirm}>
          {t.apply}
        </Button>
      </div>
    </Dialog>
  );
}
