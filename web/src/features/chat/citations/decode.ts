import { isRecord } from "@/shared/http";
import { type Citation, type CitationReport, type Source, verdicts } from "./types";

/** Null for what is no source: without a number nothing can cite it. */
export function sourceOf(value: unknown): Source | null {
  if (!isRecord(value) || typeof value["id"] !== "number") return null;
  const { id, document, title, page, section, start, end, snippet } = value;
  return {
    id,
    document: text(document),
    title: text(title),
    page: typeof page === "number" ? page : null,
    section: text(section) || null,
    start: number(start),
    end: number(end),
    snippet: text(snippet),
  };
}

/** Null where nothing was checked. */
export function reportOf(value: unknown): CitationReport | null {
  if (!isRecord(value) || !Array.isArray(value["citations"])) return null;
  const uncited: unknown[] = Array.isArray(value["uncited"]) ? value["uncited"] : [];
  return {
    citations: value["citations"].filter(isCitation),
    uncited: uncited.filter(isSpan),
    is_complete: value["is_complete"] !== false,
  };
}

/** One of a verdict that this page does not know is shown as one that was not checked. */
function isCitation(value: unknown): value is Citation {
  return isSpan(value) && "number" in value && "verdict" in value && verdicts.some((known) => known === value.verdict);
}

function isSpan(value: unknown): value is { start: number; end: number } {
  return isRecord(value) && typeof value["start"] === "number" && typeof value["end"] === "number";
}

function number(value: unknown): number {
  return typeof value === "number" ? value : 0;
}

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}
