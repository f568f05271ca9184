import type { LucideIcon } from "lucide-react";
import { DropdownMenu } from "radix-ui";
import type { ReactNode } from "react";
import { cx } from "../lib/cx";

export interface MenuEntry {
  icon: LucideIcon;
  text: string;
  danger?: boolean;
  onSelect(): void;
}

/** What a button offers to do. Groups of entries are set apart from one another. */
export function Menu({ trigger, groups }: { trigger: ReactNode; groups: MenuEntry[][] }) {
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger asChild>{trigger}</DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content align="end" sideOffset={4} collisionPadding={12} className="menu">
          {groups.filter((entries) => entries.length > 0).map((entries, at) => (
            <DropdownMenu.Group key={entries[0]?.text}>
              {at > 0 && <DropdownMenu.Separator className="my-1 h-px bg-line" />}
              {entries.map(({ icon: Icon, text, danger, onSelect }) => (
                <DropdownMenu.Item key={text} className={cx("menu-item", danger && "text-danger")} onSelect={onSelect}>
                  <Icon aria-hidden size={16} strokeWidth={1.75} />
                  {text}
                </DropdownMenu.Item>
              ))}
            </DropdownMenu.Group>
          ))}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}
