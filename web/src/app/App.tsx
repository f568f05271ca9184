import { type QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { useState } from "react";
import { Router } from "wouter";
import { navigate } from "wouter/use-browser-location";
import { AuthGate } from "@/features/auth";
import { claimDrafts, clearDrafts, TurnsProvider, type TurnsEvents } from "@/features/chat";
import { knownConversation, refreshConversation } from "@/features/conversations";
import { chosenKnowledge, forgetKnowledge, knowledgeBegun } from "@/features/knowledge";
import { chosenModel, noteService } from "@/features/models";
import { chosenPersona, personaBegun, personaHasModel } from "@/features/personas";
import { useSession } from "@/shared/session";
import { createClient } from "./client";
import { ErrorBoundary } from "./ErrorBoundary";
import { Loading } from "./Loading";
import { useGuardedLocation } from "./route";
import { Shell } from "./Shell";
import { Unreachable } from "./Unreachable";
import { useAppearance } from "./useAppearance";

export function App() {
  const [client] = useState(createClient);
  const [events] = useState(() => turnsEvents(client));
  useAppearance();
  return (
    <ErrorBoundary>
      <QueryClientProvider client={client}>
        <AuthGate
          loading={<Loading />}
          Unreachable={Unreachable}
          onPerson={({ id }) => claimDrafts(id)}
          onSignedOut={forgetPerson}
        >
          <TurnsProvider events={events}>
            {/* oxlint-disable-next-line react/hooks -- the router calls it */}
            <Router hook={useGuardedLocation}>
              <Shell />
            </Router>
          </TurnsProvider>
        </AuthGate>
      </QueryClientProvider>
    </ErrorBoundary>
  );
}

/** What belongs to the browser stays: theme, language, the sidebar. What is in memory goes as the page is loaded anew. */
function forgetPerson() {
  clearDrafts();
  forgetKnowledge();
  useSession.getState().set({ model: null });
}

function turnsEvents(client: QueryClient): TurnsEvents {
  return {
    onCreated(conversationId) {
      personaBegun(conversationId);
      knowledgeBegun(conversationId);
      // The reader may have gone elsewhere in the meantime; then the new conversation just joins the list.
      if (window.location.pathname === "/") navigate(`/c/${conversationId}`);
    },
    chosenPersona,
    chosenKnowledge,
    chosenModel(conversationId) {
      const last = conversationId ? knownConversation(client, conversationId)?.persona : null;
      return personaHasModel(client, conversationId, last) ? null : chosenModel(client);
    },
    onServed: (degradation, failedOver) => noteService(client, degradation, failedOver),
    onChanged: (conversationId) => void refreshConversation(client, conversationId),
  };
}
