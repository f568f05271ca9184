import { createContext, use, useMemo, useSyncExternalStore } from "react";
import { isActive, type Turn } from "../model/turn";
import type { Turns } from "../model/turns";

export const TurnsContext = createContext<Turns | null>(null);

export function useTurns(): Turns {
  const turns = use(TurnsContext);
  if (!turns) throw new Error("useTurns needs a TurnsProvider above it.");
  return turns;
}

/** The turn that this page follows in a conversation, if any. */
export function useTurn(key: string): Turn | null {
  const { store } = useTurns();
  return useSyncExternalStore(store.subscribe, () => store.get(key));
}

/** The conversations in which this page is following an answer. */
export function useActiveConversations(): ReadonlySet<string> {
  const { store } = useTurns();
  const active = useSyncExternalStore(store.subscribe, () =>
    store.keys().filter((key) => isRunning(store.get(key))).join(" "),
  );
  return useMemo(() => new Set(active.split(" ")), [active]);
}

function isRunning(turn: Turn | null): boolean {
  return turn !== null && isActive(turn);
}
