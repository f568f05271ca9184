import { useState } from "react";
import { useActiveConversations, useTurns } from "@/features/chat";
import { Sidebar } from "@/features/conversations";
import { FallbackChain, useModels } from "@/features/models";
import { SettingsDialog, ShortcutsDialog } from "@/features/settings";
import { problemOf } from "@/shared/http";
import { useCatalogue } from "@/shared/i18n";
import { Page } from "./Page";
import { useRoute } from "./route";
import { SidebarFooter, SidebarHeader } from "./SidebarFrame";
import { SidebarPlace } from "./SidebarPlace";
import { Unreachable } from "./Unreachable";
import { useShortcuts } from "./useShortcuts";
import { useSidebar } from "./useSidebar";

export function Shell() {
  const m = useCatalogue();
  const [dialog, setDialog] = useState<"settings" | "shortcuts" | null>(null);
  const route = useRoute();
  const sidebar = useSidebar();
  const turns = useTurns();
  const running = useActiveConversations();
  const models = useModels();
  useShortcuts({ onHelp: () => setDialog("shortcuts"), onSidebar: sidebar.toggle, onSearch: sidebar.show });

  function openDialog(wanted: "settings" | "shortcuts") {
    sidebar.closeDrawer();
    setDialog(wanted);
  }

  function onDeleted(id: string) {
    turns.forget(id);
    if (route.conversationId === id) route.go("/");
  }

  // Without an answer to the first question of all, there is nothing to show but that.
  if (models.isError && !models.data && problemOf(models.error).status === 0) return <Unreachable onRetry={() => void models.refetch()} />;
  return (
    <div className="flex h-dvh overflow-hidden">
      <header>
        <a href={route.place === "chat" ? "#composer" : "#page"} className="skip-link">
          {m.app.skip}
        </a>
      </header>
      <SidebarPlace sidebar={sidebar}>
        <Sidebar
          currentId={route.conversationId}
          running={running}
          onDeleted={onDeleted}
          onNavigate={sidebar.closeDrawer}
          header={<SidebarHeader onHide={sidebar.toggle} />}
          footer={<SidebarFooter onSettings={() => openDialog("settings")} onShortcuts={() => openDialog("shortcuts")} onNavigate={sidebar.closeDrawer} />}
        />
      </SidebarPlace>
      <Page route={route} sidebarOpen={sidebar.visible} onSidebar={sidebar.toggle} />
      <SettingsDialog open={dialog === "settings"} onOpenChange={(open) => setDialog(open ? "settings" : null)}>
        <FallbackChain />
      </SettingsDialog>
      <ShortcutsDialog open={dialog === "shortcuts"} onOpenChange={(open) => setDialog(open ? "shortcuts" : null)} />
    </div>
  );
}
