import { create } from "zustand";

interface Leaving {
  /** Something would be lost by leaving. */
  blocked: boolean;
  /** Somebody wants to leave, and has to be asked first. */
  pending: (() => void) | null;
  set(change: Partial<Pick<Leaving, "blocked" | "pending">>): void;
}

/** What stands between the reader and another address of this page. */
export const useLeaving = create<Leaving>()((set) => ({ blocked: false, pending: null, set: (change) => set(change) }));

/** Goes at once, or asks whoever blocks. */
export function leave(go: () => void): void {
  const { blocked, set } = useLeaving.getState();
  if (blocked) set({ pending: go });
  else go();
}
