import { createContext, use } from "react";
import type { Citation, CitationReport, Source } from "./types";

/** What the reader asked to see: a source, and the citation that led there. */
export interface Shown {
  number: number;
  citation: Citation | null;
}

interface Citations {
  sources: Source[];
  /** Null until the answer was checked. */
  report: CitationReport | null;
  open(shown: Shown): void;
}

export const CitationsContext = createContext<Citations>({ sources: [], report: null, open: () => undefined });

export const useCitations = () => use(CitationsContext);
