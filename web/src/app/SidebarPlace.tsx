import { Dialog } from "radix-ui";
import type { ReactNode } from "react";
import { useCatalogue } from "@/shared/i18n";
import type { SidebarState } from "./useSidebar";

export function SidebarPlace({ sidebar, children }: { sidebar: SidebarState; children: ReactNode }) {
  const m = useCatalogue();
  if (sidebar.wide) return sidebar.visible && <aside className="w-72 shrink-0 bg-sunken">{children}</aside>;
  return (
    <Dialog.Root open={sidebar.visible} onOpenChange={sidebar.setVisible}>
      <Dialog.Portal>
        <Dialog.Overlay className="overlay" />
        <Dialog.Content className="drawer" aria-describedby={undefined}>
          <Dialog.Title className="sr-only">{m.sidebar.label}</Dialog.Title>
          {children}
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
