import { create } from "zustand";
import { persist } from "zustand/middleware";
import type { KnowledgeChoice } from "@/shared/session";

/** The chat that has no conversation yet. */
const NEW = "";

/** Older conversations than so many have to be told again. */
const REMEMBERED = 200;

interface Choices {
  /** By conversation, the one chosen for last at the end. */
  chosen: Record<string, KnowledgeChoice>;
  choose(conversationId: string | null, choice: KnowledgeChoice): void;
}

/** What the answers of a conversation rest on, as it was chosen on this device. */
export const useKnowledgeChoices = create<Choices>()(
  persist(
    (set) => ({
      chosen: {},
      choose: (conversationId, choice) => set(({ chosen }) => ({ chosen: withChoice(chosen, conversationId ?? NEW, choice) })),
    }),
    { name: "parley.knowledge" },
  ),
);

/** What goes with a message; null where nothing was chosen. */
export function chosenKnowledge(conversationId: string | null): KnowledgeChoice | null {
  return useKnowledgeChoices.getState().chosen[conversationId ?? NEW] ?? null;
}

/** The new chat has become a conversation: its choice goes with it. */
export function knowledgeBegun(conversationId: string): void {
  useKnowledgeChoices.setState(({ chosen: { [NEW]: choice, ...chosen } }) => ({ chosen: choice ? withChoice(chosen, conversationId, choice) : chosen }));
}

export const forgetKnowledge = () => useKnowledgeChoices.setState({ chosen: {} });

/** What is chosen when a collection is ticked or no longer ticked. */
export function toggled(choice: KnowledgeChoice | null, collection: string, ticked: boolean): KnowledgeChoice {
  const others = (choice?.collections ?? []).filter((id) => id !== collection);
  const collections = ticked ? [...others, collection] : others;
  return collections.length > 0 ? { use_rag: true, collections } : { use_rag: true };
}

function withChoice(chosen: Record<string, KnowledgeChoice>, key: string, choice: KnowledgeChoice): Record<string, KnowledgeChoice> {
  const others = Object.entries(chosen).filter(([other]) => other !== key);
  return Object.fromEntries([...others, [key, choice] as const].slice(-REMEMBERED));
}
