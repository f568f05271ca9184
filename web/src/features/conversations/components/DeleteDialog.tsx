import { useCatalogue } from "@/shared/i18n";
import { Button, Dialog } from "@/shared/ui";

interface Props {
  open: boolean;
  title: string;
  onClose(): void;
  onConfirm(): void;
}

export function DeleteDialog({ open, title, onClose, onConfirm }: Props) {
  const m = useCatalogue();
  return (
    <Dialog open={open} onOpenChange={(wanted) => !wanted && onClose()} title={m.sidebar.removeTitle} description={m.sidebar.removeHint(title)}>
      <div className="mt-6 flex justify-end gap-2.5">
        <Button onClick={onClose}>{m.app.cancel}</Button>
        <Button
          look="danger"
          onClick={() => {
            onClose();
            onConfirm();
          }}
        >
          {m.sidebar.remove}
        </Button>
      </div>
    </Dialog>
  );
}
