import { Ellipsis, type LucideIcon, Pencil, Pin, PinOff, Trash2 } from "lucide-react";
import { DropdownMenu } from "radix-ui";
import { useCatalogue } from "@/shared/i18n";
import { cx } from "@/shared/lib/cx";
import { IconButton } from "@/shared/ui";

interface Props {
  title: string;
  pinned: boolean;
  onRename(): void;
  onPin(): void;
  onDelete(): void;
}

export function RowMenu({ title, pinned, onRename, onPin, onDelete }: Props) {
  const m = useCatalogue();
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger asChild>
        <IconButton size="small" icon={Ellipsis} label={m.sidebar.more(title)} className="row-menu" />
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content align="start" sideOffset={4} collisionPadding={12} className="menu">
          <Item icon={Pencil} text={m.sidebar.rename} onSelect={onRename} />
          <Item icon={pinned ? PinOff : Pin} text={pinned ? m.sidebar.unpin : m.sidebar.pin} onSelect={onPin} />
          <DropdownMenu.Separator className="my-1 h-px bg-line" />
          <Item icon={Trash2} text={m.sidebar.remove} onSelect={onDelete} danger />
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

function Item({ icon: Icon, text, danger, onSelect }: { icon: LucideIcon; text: string; danger?: boolean; onSelect(): void }) {
  return (
    <DropdownMenu.Item className={cx("menu-item", danger && "text-danger")} onSelect={onSelect}>
      <Icon aria-hidden size={16} strokeWidth={1.75} />
      {text}
    </DropdownMenu.Item>
  );
}
