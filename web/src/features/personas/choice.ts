import { create } from "zustand";
import type { PersonaChoice } from "@/shared/session";
import type { Persona } from "./api";

/** Asks for no persona where the conversation has one. */
export const NONE = "none";

/** The chat that has no conversation yet. */
const NEW = "";

interface Choices {
  /** By conversation, what was chosen on this page. What was sent once, the server remembers too. */
  chosen: Record<string, PersonaChoice>;
  choose(conversationId: string | null, choice: PersonaChoice): void;
  /** The new chat has become a conversation: its choice goes with it. */
  begun(conversationId: string): void;
}

export const useChoices = create<Choices>()((set) => ({
  chosen: {},
  choose: (conversationId, choice) => set(({ chosen }) => ({ chosen: { ...chosen, [conversationId ?? NEW]: choice } })),
  begun: (conversationId) =>
    set(({ chosen: { [NEW]: choice, ...chosen } }) => ({ chosen: choice ? { ...chosen, [conversationId]: choice } : chosen })),
}));

export function choiceOf(chosen: Record<string, PersonaChoice>, conversationId: string | null): PersonaChoice | null {
  return chosen[conversationId ?? NEW] ?? null;
}

/** The id of who answers next; null for nobody in particular. */
export function effectiveId(choice: PersonaChoice | null, last: string | null | undefined): string | null {
  const asked = choice ? choice.persona : last;
  return !asked || asked === NONE ? null : (asked.split("@")[0] ?? null);
}

/** The model a persona answers with, when it names one: then the reader's own choice does not go along. */
export function modelOf(persona: Persona | undefined): string | null {
  return persona?.provider ? (persona.model ?? persona.provider) : null;
}

/** What goes with a message: the values that were given, and no empty ones. */
export function withoutEmpty(values: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ""));
}
