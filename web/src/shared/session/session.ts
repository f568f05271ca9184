import { create } from "zustand";
import { persist } from "zustand/middleware";
import type { Language } from "../i18n/language";

export type Theme = "system" | "light" | "dark";

export interface ModelChoice {
  provider: string;
  model: string;
}

/** Who answers, spelt as the server reads it: an id, an id@version, or `none`. */
export interface PersonaChoice {
  persona: string;
  persona_variables: Record<string, string>;
}

/** Whether the next answers rest on documents, and on which; spelt as the server reads it. */
export interface KnowledgeChoice {
  use_rag: boolean;
  /** None named: all that the reader may read. */
  collections?: string[];
}

interface Session {
  theme: Theme;
  /** Null follows the browser. */
  language: Language | null;
  sidebarOpen: boolean;
  singleKeys: boolean;
  /** Null leaves the choice to the server. */
  model: ModelChoice | null;
  set(change: Partial<Omit<Session, "set">>): void;
}

/** What the reader chose. `theme.js` reads the theme from this entry before the page has loaded. */
export const useSession = create<Session>()(
  persist(
    (set) => ({
      theme: "system",
      language: null,
      sidebarOpen: true,
      singleKeys: true,
      model: null,
      set: (change) => set(change),
    }),
    { name: "parley.session" },
  ),
);
