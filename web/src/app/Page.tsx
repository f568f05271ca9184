import { PanelLeft, SquarePen } from "lucide-react";
import { useEffect } from "react";
import { ChatPanel } from "@/features/chat";
import { useConversation } from "@/features/conversations";
import { DegradationBanner, type LastModel, ModelPicker, OfflineBanner } from "@/features/models";
import { useCatalogue } from "@/shared/i18n";
import { IconButton } from "@/shared/ui";
import { NotFound } from "./NotFound";
import type { Route } from "./route";
import { UsagePlace } from "./UsagePlace";

interface Props {
  route: Route;
  sidebarOpen: boolean;
  onSidebar(): void;
}

export function Page({ route, sidebarOpen, onSidebar }: Props) {
  const m = useCatalogue();
  const { conversationId, known, usage, go } = route;
  const { data: conversation } = useConversation(conversationId);
  const title = usage ? m.sidebar.usage : conversationId ? conversation?.title : undefined;
  useEffect(() => {
    document.title = title ? `${title} · Parley` : "Parley";
  }, [title]);

  return (
    <main id="page" tabIndex={-1} className="outline-none flex min-w-0 flex-1 flex-col">
      <header className="flex h-14 shrink-0 items-center gap-1 px-3">
        {!sidebarOpen && <IconButton icon={PanelLeft} label={m.sidebar.open} onClick={onSidebar} />}
        {!usage && <ModelPicker last={conversation} />}
        {conversation && (
          <h1 className="min-w-0 flex-1 truncate px-3 text-end text-sm text-ink-soft max-md:sr-only">
            {conversation.title || m.sidebar.untitled}
          </h1>
        )}
        {!sidebarOpen && (
          <IconButton icon={SquarePen} label={m.sidebar.newChat} onClick={() => go("/")} className="ms-auto" />
        )}
      </header>
      {usage ? (
        <UsagePlace />
      ) : known ? (
        <ChatPanel conversationId={conversationId} banner={<Banners last={conversation} />} missing={<NotFound />} />
      ) : (
        <NotFound />
      )}
    </main>
  );
}

function Banners({ last }: { last: LastModel | undefined }) {
  return (
    <>
      <DegradationBanner />
      <OfflineBanner last={last} />
    </>
  );
}
