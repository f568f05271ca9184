import type { SearchRequest } from "./api";

/** What is in the form: empty for what is left to the server. */
export interface SearchForm {
  query: string;
  /** None: everywhere. */
  collections: string[];
  top: string;
  mode: SearchRequest["mode"] | "";
  strategy: SearchRequest["strategy"] | "";
  fusion: SearchRequest["fusion"] | "";
  expansion: SearchRequest["expansion"] | "";
  spelling: boolean;
  reranking: boolean;
  diversity: string;
  minScore: string;
}

export const blankForm: SearchForm = {
  query: "", collections: [], top: "10", mode: "", strategy: "", fusion: "", expansion: "", spelling: true, reranking: true, diversity: "", minScore: "",
};

/** The server checks the numbers and says what is wrong with them. */
export function requestOf({ query, collections, top, mode, strategy, fusion, expansion, spelling, reranking, diversity, minScore }: SearchForm): SearchRequest {
  return {
    query: query.trim(),
    ...(collections.length > 0 ? { collections } : {}),
    ...(mode ? { mode } : {}),
    ...(strategy ? { strategy } : {}),
    ...(fusion ? { fusion } : {}),
    ...(expansion ? { expansion } : {}),
    ...(spelling ? {} : { spelling }),
    ...(reranking ? {} : { reranking }),
    ...number("top", top),
    ...number("diversity", diversity),
    ...number("min_score", minScore),
  };
}

function number(name: "top" | "diversity" | "min_score", text: string) {
  const value = Number(text.replace(",", "."));
  return text.trim() === "" || Number.isNaN(value) ? {} : { [name]: value };
}
