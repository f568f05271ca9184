import { useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useEffect, useState } from "react";
import type { KnowledgeChoice, ModelChoice, PersonaChoice } from "@/shared/session";
import { TurnsContext } from "./hooks/TurnsContext";
import { messageCache } from "./hooks/useMessages";
import { createTurns } from "./model/turns";

export interface TurnsEvents {
  /** The model to ask for; null leaves the choice to the server. */
  chosenModel(conversationId: string | null): ModelChoice | null;
  /** Who shall answer; null leaves it to the conversation. */
  chosenPersona(conversationId: string | null): PersonaChoice | null;
  /** What the answer shall rest on; null leaves it to the server. */
  chosenKnowledge(conversationId: string | null): KnowledgeChoice | null;
  /** The server made a conversation for the first question. */
  onCreated(conversationId: string): void;
  /** A turn began or ended: the conversation's title, place and state may have changed. */
  onChanged(conversationId: string): void;
  /** A turn ended: how much of Parley worked (null when that was not told), and whether a model broke off on the way. */
  onServed(degradation: string | null, failedOver: boolean): void;
}

/** Holds the page's turns above every view. The events are taken once, when it is made. */
export function TurnsProvider({ events, children }: { events: TurnsEvents; children: ReactNode }) {
  const client = useQueryClient();
  const [turns] = useState(() => {
    const messages = messageCache(client);
    return createTurns({
      chosenModel: (id) => events.chosenModel(id),
      chosenPersona: (id) => events.chosenPersona(id),
      chosenKnowledge: (id) => events.chosenKnowledge(id),
      onOpened({ conversationId }, isNew) {
        if (isNew) {
          messages.begin(conversationId);
          events.onCreated(conversationId);
        }
        events.onChanged(conversationId);
      },
      onSettled(conversationId, turn) {
        messages.settle(conversationId, turn);
        events.onServed(turn.completion?.degradation ?? null, turn.failovers.length > 0 || turn.error !== null);
        events.onChanged(conversationId);
      },
      onUncertain: messages.reload,
    });
  });
  useEffect(() => turns.resendAll(), [turns]);
  return <TurnsContext value={turns}>{children}</TurnsContext>;
}
