import { PanelLeft, SquarePen } from "lucide-react";
import { useEffect } from "react";
import { useConversation } from "@/features/conversations";
import { ModelPicker } from "@/features/models";
import { PersonaPicker, useEffectivePersona } from "@/features/personas";
import { useCatalogue } from "@/shared/i18n";
import { IconButton } from "@/shared/ui";
import { PageContent } from "./PageContent";
import type { Route } from "./route";

interface Props {
  route: Route;
  sidebarOpen: boolean;
  onSidebar(): void;
}

export function Page({ route, sidebarOpen, onSidebar }: Props) {
  const m = useCatalogue();
  const { conversationId, place, go } = route;
  const { data: conversation } = useConversation(conversationId);
  const { model } = useEffectivePersona(conversationId, conversation?.persona);
  const chats = place === "chat" || place === "nowhere";
  const title = place === "usage" ? m.sidebar.usage : conversationId ? conversation?.title : undefined;
  useEffect(() => {
    // The others name themselves.
    if (chats || place === "usage") document.title = title ? `${title} · Parley` : "Parley";
  }, [title, chats, place]);

  return (
    <main id="page" tabIndex={-1} className="outline-none flex min-w-0 flex-1 flex-col">
      <header className="flex h-14 shrink-0 items-center gap-1 px-3">
        {!sidebarOpen && <IconButton icon={PanelLeft} label={m.sidebar.open} onClick={onSidebar} />}
        {chats && (
          <>
            {model ? (
              <span className="truncate px-2.5 text-sm font-medium" title={m.personas.model(model)}>
                {model}
              </span>
            ) : (
              <ModelPicker last={conversation} />
            )}
            <PersonaPicker conversationId={conversationId} last={conversation?.persona} />
          </>
        )}
        {conversation && (
          <h1 className="min-w-0 flex-1 truncate px-3 text-end text-sm text-ink-soft max-md:sr-only">
            {conversation.title || m.sidebar.untitled}
          </h1>
        )}
        {!sidebarOpen && (
          <IconButton icon={SquarePen} label={m.sidebar.newChat} onClick={() => go("/")} className="ms-auto" />
        )}
      </header>
      <PageContent route={route} last={conversation} />
    </main>
  );
}
