import { type QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { useState } from "react";
import { navigate } from "wouter/use-browser-location";
import { TurnsProvider, type TurnsEvents } from "@/features/chat";
import { refreshConversation } from "@/features/conversations";
import { chosenModel, noteService } from "@/features/models";
import { createClient } from "./client";
import { ErrorBoundary } from "./ErrorBoundary";
import { Shell } from "./Shell";

export function App() {
  const [client] = useState(createClient);
  const [events] = useState(() => turnsEvents(client));
  return (
    <ErrorBoundary>
      <QueryClientProvider client={client}>
        <TurnsProvider events={events}>
          <Shell />
        </TurnsProvider>
      </QueryClientProvider>
    </ErrorBoundary>
  );
}

function turnsEvents(client: QueryClient): TurnsEvents {
  return {
    onCreated(conversationId) {
      // The reader may have gone elsewhere in the meantime; then the new conversation just joins the list.
      if (window.location.pathname === "/") navigate(`/c/${conversationId}`);
    },
    chosenModel: () => chosenModel(client),
    onServed: (degradation, failedOver) => noteService(client, degradation, failedOver),
    onChanged: (conversationId) => void refreshConversation(client, conversationId),
  };
}
