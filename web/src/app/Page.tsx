import { PanelLeft, SquarePen } from "lucide-react";
import { Suspense, useEffect } from "react";
import { ChatPanel } from "@/features/chat";
import { useConversation } from "@/features/conversations";
import { DegradationBanner, type LastModel, ModelPicker, OfflineBanner } from "@/features/models";
import { PersonaPicker, PersonasPage, useEffectivePersona } from "@/features/personas";
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
  const { conversationId, personas, usage, known, go } = route;
  const { data: conversation } = useConversation(conversationId);
  const { model } = useEffectivePersona(conversationId, conversation?.persona);
  const title = usage ? m.sidebar.usage : conversationId ? conversation?.title : undefined;
  useEffect(() => {
    if (personas === null) document.title = title ? `${title} · Parley` : "Parley";
  }, [title, personas]);

  return (
    <main id="page" tabIndex={-1} className="outline-none flex min-w-0 flex-1 flex-col">
      <header className="flex h-14 shrink-0 items-center gap-1 px-3">
        {!sidebarOpen && <IconButton icon={PanelLeft} label={m.sidebar.open} onClick={onSidebar} />}
        {personas === null && !usage && (
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
      {personas !== null ? (
        <Suspense fallback={<div role="status" aria-label={m.app.loading} className="skeleton m-6 h-40" />}>
          <PersonasPage path={personas} />
        </Suspense>
      ) : usage ? (
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
