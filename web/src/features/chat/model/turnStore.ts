import { createFrameQueue } from "./frame";
import { reduceTurn, type Turn, type TurnAction } from "./turn";

/** The key of the chat that has no conversation yet. */
export const NEW_CHAT = "new";

/** The turns this page follows, by conversation. They outlive the view, so that an answer goes on while another is read. */
export function createTurnStore() {
  const turns = new Map<string, Turn>();
  const listeners = new Set<() => void>();
  const queue = createFrameQueue<[string, TurnAction]>((items) => {
    for (const [key, action] of items) reduce(key, action);
    notify();
  });

  function reduce(key: string, action: TurnAction) {
    const next = reduceTurn(turns.get(key) ?? null, action);
    if (next) turns.set(key, next);
  }

  function notify() {
    for (const listener of listeners) listener();
  }

  return {
    get: (key: string): Turn | null => turns.get(key) ?? null,
    keys: () => [...turns.keys()],
    subscribe(listener: () => void) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    /** Applies at once, after what was batched before it. */
    dispatch(key: string, action: TurnAction) {
      queue.flush();
      reduce(key, action);
      notify();
    },
    /** Applies with the next frame: for what arrives many times a second. */
    batch: (key: string, action: TurnAction) => queue.push([key, action]),
    flush: () => queue.flush(),
    move(from: string, to: string) {
      queue.flush();
      const turn = turns.get(from);
      if (!turn || from === to) return;
      turns.delete(from);
      turns.set(to, turn);
      notify();
    },
    remove(key: string) {
      queue.flush();
      if (turns.delete(key)) notify();
    },
  };
}

export type TurnStore = ReturnType<typeof createTurnStore>;
