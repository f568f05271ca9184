import type { Chunking } from "../api";
import { fits, numberOf } from "../fields/numbers";
import type { Texts } from "../texts/en";

/** How a collection's documents are cut, as the form has it: empty for what is left to the server. */
export interface ChunkingForm {
  chunker: string;
  tokens: string;
  overlap: string;
}

const tokenBounds = { least: 64, most: 4096, whole: true };

export function chunkingForm(chunking: Chunking | null | undefined): ChunkingForm {
  return { chunker: chunking?.chunker ?? "", tokens: `${chunking?.tokens ?? ""}`, overlap: `${chunking?.overlap ?? ""}` };
}

/** What the form says; an empty object goes back to the server's way. */
export function chunkingOf({ chunker, tokens, overlap }: ChunkingForm): Chunking {
  const [most, repeated] = [numberOf(tokens), numberOf(overlap)];
  return { ...(chunker ? { chunker } : {}), ...(most === null ? {} : { tokens: most }), ...(repeated === null ? {} : { overlap: repeated }) };
}

/** What is wrong with it, by the server's names of the fields. */
export function checkChunking({ tokens, overlap }: ChunkingForm, { wrong }: Pick<Texts, "wrong">): Record<string, string[]> {
  if (!fits(tokens, tokenBounds)) return { "chunking.tokens": [wrong.number(tokenBounds)] };
  // As the server reckons where the tokens are not given: by the fewest there can be.
  const most = Math.floor((numberOf(tokens) ?? tokenBounds.least) / 2);
  return fits(overlap, { least: 0, most, whole: true }) ? {} : { "chunking.overlap": [wrong.overlap(most)] };
}

export const isSame = (one: ChunkingForm, other: ChunkingForm) => JSON.stringify(chunkingOf(one)) === JSON.stringify(chunkingOf(other));

export const isChosen = (form: ChunkingForm) => Object.keys(chunkingOf(form)).length;
