import { Download, Ellipsis, FileText, Trash2 } from "lucide-react";
import { useState } from "react";
import { useLocation } from "wouter";
import { plain } from "@/shared/lib/plain";
import { ConfirmDialog, IconButton, Menu } from "@/shared/ui";
import { deleteDocument, type Doc, fileAddress, keys } from "../api";
import { useTexts } from "../texts";
import { useChange } from "../useChange";

interface Props {
  document: Doc;
  mayChange: boolean;
  onDeleted?(): void;
}

export function DocumentMenu({ document: { id, name, title, collection_id }, mayChange, onDeleted }: Props) {
  const { list: t } = useTexts();
  const [, go] = useLocation();
  const [removing, setRemoving] = useState(false);
  const remove = useChange(() => deleteDocument(id), keys.documents(collection_id), keys.collections);
  const shown = plain(title || name);
  return (
    <>
      <Menu
        trigger={<IconButton icon={Ellipsis} size="small" label={t.options(shown)} />}
        groups={[
          [
            { icon: FileText, text: t.open, onSelect: () => go(`/knowledge/documents/${id}`) },
            { icon: Download, text: t.download, onSelect: () => window.location.assign(fileAddress(id)) },
          ],
          mayChange ? [{ icon: Trash2, text: t.remove, danger: true, onSelect: () => setRemoving(true) }] : [],
        ]}
      />
      <ConfirmDialog
        open={removing}
        title={t.removeTitle(shown)}
        description={t.removeHint}
        action={t.remove}
        error={remove.error}
        pending={remove.isPending}
        onClose={() => {
          setRemoving(false);
          remove.reset();
        }}
        onConfirm={() =>
          remove.mutate(undefined, {
            onSuccess: () => {
              setRemoving(false);
              onDeleted?.();
            },
          })
        }
      />
    </>
  );
}
