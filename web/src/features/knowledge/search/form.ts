import { numberOf } from "../fields/numbers";
import { tagsOf } from "../fields/tags";
import type { SearchFilter, SearchRequest } from "./api";
import { type Kind, mediaTypesOf } from "./kinds";

export type YesNo = "" | "yes" | "no";

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
  spelling: YesNo;
  reranking: YesNo;
  diversity: string;
  minScore: string;
  halfLife: string;
  tags: string;
  kinds: Kind[];
  languages: string;
  /** Days as `2024-05-31`, both of them within. */
  from: string;
  to: string;
}

export const blankForm: SearchForm = {
  query: "", collections: [], top: "10", mode: "", strategy: "", fusion: "", expansion: "", spelling: "", reranking: "", diversity: "", minScore: "", halfLife: "",
  tags: "", kinds: [], languages: "", from: "", to: "",
};

export function requestOf(form: SearchForm): SearchRequest {
  const { collections, mode, strategy, fusion, expansion, spelling, reranking } = form;
  const filter = filterOf(form);
  return {
    query: form.query.trim(),
    ...(collections.length > 0 ? { collections } : {}),
    ...(mode ? { mode } : {}),
    ...(strategy ? { strategy } : {}),
    ...(fusion ? { fusion } : {}),
    ...(expansion ? { expansion } : {}),
    ...(spelling ? { spelling: spelling === "yes" } : {}),
    ...(reranking ? { reranking: reranking === "yes" } : {}),
    ...number("top", form.top),
    ...number("diversity", form.diversity),
    ...number("min_score", form.minScore),
    ...number("half_life_days", form.halfLife),
    ...(Object.keys(filter).length > 0 ? { filter } : {}),
  };
}

function filterOf({ tags, kinds, languages, from, to }: SearchForm): SearchFilter {
  return {
    ...(tagsOf(tags).length > 0 ? { tags: tagsOf(tags) } : {}),
    ...(kinds.length > 0 ? { media_types: mediaTypesOf(kinds) } : {}),
    ...(tagsOf(languages).length > 0 ? { languages: tagsOf(languages.toLowerCase()) } : {}),
    ...(from ? { from: startOf(from, 0) } : {}),
    // The server's end is the first moment that is too late.
    ...(to ? { to: startOf(to, 1) } : {}),
  };
}

/** The first moment of a day, or of one that many days later, as the reader's clock has it. */
function startOf(day: string, later: number): string {
  const start = new Date(`${day}T00:00:00`);
  start.setDate(start.getDate() + later);
  return start.toISOString();
}

function number(name: "top" | "diversity" | "min_score" | "half_life_days", text: string) {
  const value = numberOf(text);
  return value === null ? {} : { [name]: value };
}

const some = (...values: (string | readonly unknown[])[]) => values.filter((value) => value.length > 0).length;

/** How many of the filters hold. */
export const filtersIn = ({ tags, kinds, languages, from, to }: SearchForm) => some(tags.trim(), kinds, languages.trim(), from, to);

/** How many of the further options are not left to the server. */
export const optionsIn = ({ fusion, expansion, spelling, reranking, diversity, minScore, halfLife }: SearchForm) =>
  some(fusion ?? "", expansion ?? "", spelling, reranking, diversity.trim(), minScore.trim(), halfLife.trim());
