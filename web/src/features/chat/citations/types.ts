/** A passage that an answer was given, as the server tells it. */
export interface Source {
  /** The number the answer cites it by. */
  id: number;
  document: string;
  title: string;
  page?: number | null;
  /** The headings above it, outermost first. */
  section?: string | null;
  /** In the document's text, in UTF-16 units. */
  start: number;
  end: number;
  /** Its beginning. */
  snippet: string;
}

export const verdicts = ["verified", "altered_quote", "unsupported", "unknown_source"] as const;

export type Verdict = (typeof verdicts)[number];

/** A citation in an answer, and whether it is true. */
export interface Citation {
  number: number;
  /** Of the marker in the answer; numbers in one bracket share it. */
  start: number;
  end: number;
  claim_start: number;
  claim_end: number;
  verdict: Verdict;
  /** What in the document supports it, or is nearest to an altered quote. */
  evidence?: { number: number; start: number; end: number } | null;
  /** What is wrong, in words for people. */
  reason?: string | null;
}

/** What was found out about an answer. */
export interface CitationReport {
  citations: Citation[];
  uncited: { start: number; end: number }[];
  is_complete: boolean;
}
