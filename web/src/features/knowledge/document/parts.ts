import type { TextPart } from "@/shared/documents";

/** Longer texts are shown in parts of about so many UTF-16 units. */
export const PART = 100_000;

/** A part begins behind a line end that is no further than this from its place, so that no line is torn. */
const SLACK = 500;

export const partOf = (position: number) => Math.floor(Math.max(0, position) / PART);

export const partCount = (total: number) => Math.max(1, Math.ceil(total / PART));

/** What to ask for, to be able to show a part. */
export function windowOf(part: number): { start: number; length: number } {
  return { start: part * PART, length: PART + SLACK };
}

/** A part without the line that belongs to the one before, and with the one it shares with the next. */
export function cutPart({ text, start, total }: Pick<TextPart, "text" | "start" | "total">, part: number): { text: string; start: number } {
  const from = part === 0 ? 0 : boundary(text, Math.max(0, part * PART - start));
  const next = (part + 1) * PART - start;
  const to = start + text.length >= total && text.length <= next ? text.length : boundary(text, next);
  return { text: text.slice(from, to), start: start + from };
}

function boundary(text: string, place: number): number {
  const line = text.indexOf("\n", place);
  return line < 0 || line >= place + SLACK ? Math.min(place, text.length) : line + 1;
}

/** The part to begin with: a place just before a boundary may belong to the part before. */
export function partShowing(position: number, loaded: { start: number } | null, part: number): number {
  return loaded && position < loaded.start && part > 0 ? part - 1 : part;
}
