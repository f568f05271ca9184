import { sendJson } from "@/shared/http";

export const modes = ["hybrid", "keyword", "semantic"] as const;
export const strategies = ["advanced", "naive", "agentic", "graph"] as const;
export const fusions = ["weighted", "rrf"] as const;
export const expansions = ["none", "feedback", "rewrite", "multi_query"] as const;

/** What to search for, where, and how. What is left out is as the server is configured. */
export interface SearchRequest {
  query: string;
  collections?: string[];
  top?: number;
  mode?: (typeof modes)[number];
  strategy?: (typeof strategies)[number];
  fusion?: (typeof fusions)[number];
  expansion?: (typeof expansions)[number];
  spelling?: boolean;
  reranking?: boolean;
  diversity?: number;
  min_score?: number;
  /** After how many days a document counts half; 0 for never. */
  half_life_days?: number;
  filter?: SearchFilter;
}

/** Every condition that is given must hold; of a list, one member must. */
export interface SearchFilter {
  tags?: string[];
  media_types?: string[];
  /** As ISO 639-1. */
  languages?: string[];
  from?: string;
  /** The first moment that is too late. */
  to?: string;
}

export const stageScores = ["keyword", "semantic", "fused", "reranked", "recency"] as const;

export interface FoundPassage {
  chunk_id: string;
  document_id: string;
  collection_id: string;
  title: string;
  text: string;
  start: number;
  end: number;
  page?: number | null;
  section?: string | null;
  /** 0 to 1. */
  score: number;
  /** Of its document, where somebody knows. */
  date?: string | null;
  scores: Partial<Record<(typeof stageScores)[number], number | null>>;
}

export interface Stage {
  name: string;
  milliseconds: number;
  count: number;
  /** It was not run; why, the note says. */
  skipped?: boolean;
  note?: string | null;
}

export interface SearchResult {
  passages: FoundPassage[];
  /** What was searched for in the end. */
  query: string;
  stages: Stage[];
  corrections?: Record<string, string>;
  further?: string[];
  sufficient?: boolean | null;
}

export const search = (request: SearchRequest) => sendJson<SearchResult>("/knowledge/search", { method: "POST", body: request });
