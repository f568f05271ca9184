import { problemOf } from "../http";
import { useCatalogue } from "../i18n";
import { Button } from "./Button";
import { Dialog } from "./Dialog";
import { FormError } from "./FormError";

interface Props {
  open: boolean;
  title: string;
  description: string;
  /** The word on the button that does it. */
  action: string;
  /** Danger unless told otherwise. */
  look?: "danger" | "primary";
  error: unknown;
  pending: boolean;
  onClose(): void;
  onConfirm(): void;
}

/** Asks before something that cannot be taken back. */
export function ConfirmDialog({ open, title, description, action, look = "danger", error, pending, onClose, onConfirm }: Props) {
  const m = useCatalogue();
  return (
    <Dialog open={open} onOpenChange={(wanted) => !wanted && onClose()} title={title} description={description}>
      <div className="mt-4 space-y-4">
        <FormError problem={error ? problemOf(error) : null} fields={[]} />
        <div className="flex flex-wrap justify-end gap-2.5">
          <Button onClick={onClose}>{m.app.cancel}</Button>
          <Button look={look} disabled={pending} onClick={onConfirm}>
            {action}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
