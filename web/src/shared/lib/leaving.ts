import { create } from "zustand";

interface Leaving {
  /** The address where something would be lost by leaving; null while nothing would. */
  blocked: string | null;
  /** Somebody wants to leave, and has to be asked first. */
  pending: (() => void) | null;
  set(change: Partial<Pick<Leaving, "blocked" | "pending">>): void;
}

/** What stands between the reader and another address of this page. */
export const useLeaving = create<Leaving>()((set) => ({ blocked: null, pending: null, set: (change) => set(change) }));

/** Goes at once, or asks whoever blocks. */
export function leave(go: () => void): void {
  const { blocked, set } = useLeaving.getState();
  if (blocked) set({ pending: go });
  else go();
}

// Listens before the router does, which comes later: after it the page would be another one already.
window.addEventListener("popstate", (event) => {
  const { blocked, set } = useLeaving.getState();
  if (!blocked) return;
  event.stopImmediatePropagation();
  window.history.pushState(null, "", blocked);
  set({ pending: () => window.history.back() });
});
