import { Ellipsis, Pencil, Trash2, UsersRound } from "lucide-react";
import { useState } from "react";
import { ConfirmDialog, Dialog, IconButton, Menu } from "@/shared/ui";
import { NameForm } from "../NameForm";
import { useTexts } from "../texts";
import { useChange } from "../useChange";
import { deleteGroup, type Group, renameGroup } from "./api";
import { groupsKey } from "./groupsKey";
import { Members } from "./Members";

export function GroupRow({ group }: { group: Group }) {
  const { groups: t } = useTexts();
  const [dialog, setDialog] = useState<"members" | "rename" | "remove" | null>(null);
  const rename = useChange((name: string) => renameGroup(group.id, name), groupsKey);
  const remove = useChange(() => deleteGroup(group.id), groupsKey);
  const close = () => {
    setDialog(null);
    rename.reset();
    remove.reset();
  };
  return (
    <li className="card flex items-center gap-3">
      <div className="min-w-0 flex-1">
        <h3 className="font-medium wrap-anywhere">{group.name}</h3>
        <p className="text-sm text-ink-soft">{t.count(group.members)}</p>
      </div>
      <Menu
        trigger={<IconButton icon={Ellipsis} label={t.options(group.name)} />}
        groups={[
          [
            { icon: UsersRound, text: t.members, onSelect: () => setDialog("members") },
            { icon: Pencil, text: t.rename, onSelect: () => setDialog("rename") },
          ],
          [{ icon: Trash2, text: t.remove, danger: true, onSelect: () => setDialog("remove") }],
        ]}
      />
      <Dialog open={dialog === "members"} onOpenChange={close} title={t.membersOf(group.name)}>
        <Members group={group.id} />
      </Dialog>
      <Dialog open={dialog === "rename"} onOpenChange={close} title={t.rename}>
        <NameForm label={t.name} start={group.name} action={t.rename} change={rename} onDone={close} />
      </Dialog>
      <ConfirmDialog
        open={dialog === "remove"}
        title={t.removeTitle(group.name)}
        description={t.removeHint}
        action={t.remove}
        error={remove.error}
        pending={remove.isPending}
        onClose={close}
        onConfirm={() => remove.mutate(undefined, { onSuccess: close })}
      />
    </li>
  );
}
