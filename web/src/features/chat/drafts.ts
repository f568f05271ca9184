import { create } from "zustand";
import { persist } from "zustand/middleware";
import type { KnowledgeChoice, ModelChoice, PersonaChoice } from "@/shared/session";

/** A message on its way. It leaves the outbox only when the server has it, so that a reload can send it again. */
export interface Outgoing {
  text: string;
  /** Fixed when the message was sent: the same key must always ask for the same. */
  model: ModelChoice | null;
  persona?: PersonaChoice | null;
  knowledge?: KnowledgeChoice | null;
  idempotencyKey: string;
}

interface Drafts {
  /** Who wrote them; null where there are no accounts. */
  owner: string | null;
  drafts: Record<string, string>;
  outbox: Record<string, Outgoing>;
  write(key: string, text: string): void;
  /** The draft becomes a message on its way. */
  send(key: string, outgoing: Outgoing): void;
  delivered(key: string): void;
  /** The message comes back to where it was written, before what was written since. */
  takeBack(key: string): void;
  forget(key: string): void;
  /** Somebody is signed in: what another person has left here goes. */
  claim(owner: string): void;
  /** Nothing of anybody's is kept. */
  clear(): void;
}

const nothing = { owner: null, drafts: {}, outbox: {} };

const STORAGE = "parley.drafts";

export const useDrafts = create<Drafts>()(
  persist(
    (set) => ({
      ...nothing,
      write: (key, text) => set(({ drafts }) => ({ drafts: text === "" ? without(drafts, key) : { ...drafts, [key]: text } })),
      send: (key, outgoing) =>
        set(({ drafts, outbox }) => ({ drafts: without(drafts, key), outbox: { ...outbox, [key]: outgoing } })),
      delivered: (key) => set(({ outbox }) => ({ outbox: without(outbox, key) })),
      takeBack: (key) =>
        set(({ drafts, outbox }) => {
          if (!outbox[key]) return {};
          const text = [outbox[key].text, drafts[key]].filter(Boolean).join("\n\n");
          return { outbox: without(outbox, key), drafts: { ...drafts, [key]: text } };
        }),
      forget: (key) => set(({ drafts, outbox }) => ({ drafts: without(drafts, key), outbox: without(outbox, key) })),
      claim: (owner) => set((known) => (known.owner === owner ? {} : { ...nothing, owner })),
      clear: () => set(nothing),
    }),
    { name: STORAGE, partialize: ({ owner, drafts, outbox }) => ({ owner, drafts, outbox }) },
  ),
);

// Another tab wrote: take it over, or this tab's next keystroke would undo it.
window.addEventListener("storage", (event) => {
  if (event.key === STORAGE) void useDrafts.persist.rehydrate();
});

export const claimDrafts = (owner: string) => useDrafts.getState().claim(owner);

export const clearDrafts = () => useDrafts.getState().clear();

function without<T>(entries: Record<string, T>, key: string): Record<string, T> {
  const { [key]: _, ...rest } = entries;
  return rest;
}
