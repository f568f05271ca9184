import type { PageStart, SectionStart } from "./api";

/** A place in a text, in UTF-16 units. */
export interface Span {
  start: number;
  end: number;
}

/** A run of text that looks the same from end to end. */
export interface Segment {
  /** Where it begins in the whole text. */
  at: number;
  text: string;
  /** It belongs to what the reader came for. */
  marked: boolean;
  /** It belongs to the very words within that. */
  exact: boolean;
  /** It is the line of a heading. */
  heading: boolean;
  /** The page that begins with it. */
  page: number | null;
}

interface Marks {
  passage?: Span | null;
  exact?: Span | null;
  pages?: PageStart[];
  sections?: SectionStart[];
}

/** Cuts a part of a text wherever something begins or ends. Joined again the segments are the part. */
export function segmentsOf(text: string, offset: number, { passage = null, exact = null, pages = [], sections = [] }: Marks): Segment[] {
  const end = offset + text.length;
  const headings = sections.map(({ start }) => ({ start, end: lineEnd(text, start - offset) + offset }));
  const spans = [passage, exact].filter((span) => span !== null);
  const cuts = [offset, ...pages.map(({ start }) => start), ...[...spans, ...headings].flatMap((span) => [span.start, span.end]), end];
  const places = [...new Set(cuts.filter((cut) => cut >= offset && cut <= end))].toSorted((a, b) => a - b);
  const pageAt = new Map(pages.map((page) => [page.start, page.number]));
  const headingAt = new Map(headings.map((heading) => [heading.start, heading.end]));
  let headingEnd = offset;
  return places.slice(0, -1).map((at, index) => {
    headingEnd = Math.max(headingEnd, headingAt.get(at) ?? offset);
    return {
      at,
      text: text.slice(at - offset, (places[index + 1] ?? end) - offset),
      marked: within(passage, at),
      exact: within(exact, at),
      heading: at < headingEnd,
      page: pageAt.get(at) ?? null,
    };
  });
}

function within(span: Span | null, at: number): boolean {
  return span !== null && at >= span.start && at < span.end;
}

function lineEnd(text: string, from: number): number {
  const end = text.indexOf("\n", Math.max(0, from));
  return end < 0 ? text.length : end;
}
