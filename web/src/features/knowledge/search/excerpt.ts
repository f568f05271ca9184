/** About as many letters as a result shows before it is cut off by its lines. */
const SHOWN = 480;

/** A few letters of what stands before the words, so that they have some context. */
const LEAD = 60;

export interface Piece {
  text: string;
  /** A word of the query, or one that begins like it. */
  hit: boolean;
}

/** The part of a passage where most words of the query stand, with these words apart; its beginning where there are none. */
export function excerptOf(text: string, query: string): Piece[] {
  const stems = new Set(words(query).map(({ word }) => stemOf(word)));
  const hits = words(text).filter(({ word }) => stems.has(stemOf(word)));
  const from = lineStart(text, bestStart(hits));
  const pieces: Piece[] = from > 0 ? [{ text: "… ", hit: false }] : [];
  let at = from;
  for (const { word, start } of hits) {
    if (start < at) continue;
    pieces.push({ text: text.slice(at, start), hit: false }, { text: word, hit: true });
    at = start + word.length;
  }
  return [...pieces, { text: text.slice(at), hit: false }].filter((piece) => piece.text !== "");
}

interface Word {
  word: string;
  start: number;
}

function words(text: string): Word[] {
  // Short words stand everywhere; numbers tell much.
  return [...text.matchAll(/\p{L}*\p{N}[\p{L}\p{N}]*|\p{L}{4,}/gu)].map(({ 0: word, index: start }) => ({ word, start }));
}

/** Long words are the same with another ending: dredged and dredging. */
function stemOf(word: string): string {
  const lower = word.toLocaleLowerCase();
  return lower.length > 5 ? lower.slice(0, Math.max(5, lower.length - 3)) : lower;
}

/** Where a part of the shown length begins that has the most different words. */
function bestStart(hits: Word[]): number {
  let [best, most] = [0, 0];
  for (const [at, { start }] of hits.entries()) {
    const inside = new Set(hits.slice(at, at + 50).filter((hit) => hit.start < start + SHOWN - LEAD).map(({ word }) => stemOf(word))).size;
    if (inside > most) [best, most] = [start, inside];
  }
  return best;
}

/** The beginning of the line, or of a word not far before. */
function lineStart(text: string, place: number): number {
  if (place <= LEAD) return 0;
  const line = text.lastIndexOf("\n", place - 1) + 1;
  if (place - line <= LEAD) return line;
  const space = text.indexOf(" ", place - LEAD);
  return space >= 0 && space < place ? space + 1 : place;
}
