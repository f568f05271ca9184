import { Ellipsis, Pencil, Trash2 } from "lucide-react";
import { useState } from "react";
import { ConfirmDialog, Dialog, IconButton, Menu } from "@/shared/ui";
import { changeCollection, type Collection, type CollectionChange, deleteCollection, keys } from "../api";
import { useTexts } from "../texts";
import { useChange } from "../useChange";
import { CollectionForm } from "./CollectionForm";

interface Props {
  collection: Collection;
  /** It is gone. */
  onDeleted?(): void;
}

/** What can be done with a collection, for whoever may do it. */
export function CollectionMenu({ collection, onDeleted }: Props) {
  const { collections: t } = useTexts();
  const { id, name, documents } = collection;
  const [dialog, setDialog] = useState<"change" | "remove" | null>(null);
  const change = useChange((wanted: CollectionChange) => changeCollection(id, wanted), keys.collections);
  const remove = useChange(() => deleteCollection(id), keys.collections);
  const close = () => {
    setDialog(null);
    change.reset();
    remove.reset();
  };
  if (!collection.may_change) return null;
  return (
    <>
      <Menu
        trigger={<IconButton icon={Ellipsis} label={t.options(name)} className="relative" />}
        groups={[[{ icon: Pencil, text: t.change, onSelect: () => setDialog("change") }], [{ icon: Trash2, text: t.remove, danger: true, onSelect: () => setDialog("remove") }]]}
      />
      <Dialog open={dialog === "change"} onOpenChange={close} title={t.change}>
        <CollectionForm collection={collection} change={change} onDone={close} />
      </Dialog>
      <ConfirmDialog
        open={dialog === "remove"}
        title={t.removeTitle(name)}
        description={t.removeHint(documents.total)}
        action={t.remove}
        error={remove.error}
        pending={remove.isPending}
        onClose={close}
        onConfirm={() =>
          remove.mutate(undefined, {
            onSuccess: () => {
              close();
              onDeleted?.();
            },
          })
        }
      />
    </>
  );
}
