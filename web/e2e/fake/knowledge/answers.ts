import { find, type Found } from "./search.ts";

/** An answer that rests on documents, as a server tells it. */
export interface Grounded {
  sources: Record<string, unknown>[];
  text: string;
  citations: Record<string, unknown>;
}

export interface Grounding {
  collections: string[] | null;
}

/**
 * The best sentence with its citation; models `cites` and `cites-slow` write one of every verdict instead. Each part of the text says
 * what was found out about its citation.
 */
export function ground(question: string, model: string, { collections }: Grounding): Grounded {
  const found = find(question, collections, 4);
  const [best] = found;
  if (!best) return { sources: [], text: "The documents do not answer that.", citations: { citations: [], uncited: [], is_complete: true } };
  const sentence = sentenceFor(question, best.text);
  const parts: Part[] =
    model.startsWith("cites")
      ? [
          { claim: sentence, number: 1, verdict: "verified", evidence: spanOf(best, sentence) },
          { claim: `It says “${sentence.replace(/\d+/, "9999")}”`, number: 1, verdict: "altered_quote", reason: "The quoted words stand there with another number.", evidence: spanOf(best, sentence) },
          { claim: "The moon is made of cheese", number: Math.min(2, found.length), verdict: "unsupported", reason: "Nothing of the moon is said there." },
          { claim: "Everybody knows that", number: 9, verdict: "unknown_source" },
          { claim: "And this rests on nothing at all" },
        ]
      : [{ claim: sentence, number: 1, verdict: "verified", evidence: spanOf(best, sentence) }];
  return { sources: found.map(sourceOf), ...written(parts) };
}

interface Part {
  claim: string;
  number?: number;
  verdict?: string;
  reason?: string;
  evidence?: { number: number; start: number; end: number; similarity: number };
}

function written(parts: Part[]): Pick<Grounded, "text" | "citations"> {
  const citations: Record<string, unknown>[] = [];
  const uncited: Record<string, unknown>[] = [];
  let text = "";
  for (const { claim, number, verdict, reason = null, evidence = null } of parts) {
    const from = text.length;
    const marker = number === undefined ? "" : `[${number}]`;
    text += `${claim}${marker && ` ${marker}`}.`;
    if (marker === "") uncited.push({ start: from, end: text.length, supported_by: null });
    else {
      const start = from + claim.length + 1;
      citations.push({ number, start, end: start + marker.length, claim_start: from, claim_end: from + claim.length, verdict, reason, evidence, quote: null, support: 1 });
    }
    text += "\n\n";
  }
  return { text: text.trimEnd(), citations: { citations, uncited, is_complete: true } };
}

function sentenceFor(question: string, text: string): string {
  const wanted = question.toLowerCase().match(/[\p{L}\p{N}]{4,}/gu) ?? [];
  const score = (sentence: string) => wanted.filter((word) => sentence.toLowerCase().includes(word)).length;
  const sentences = text.match(/[^.!?]+[.!?]?/g) ?? [text];
  const best = sentences.toSorted((a, b) => score(b) - score(a))[0] ?? text;
  return best.trim().replace(/[.!?]$/, "");
}

function spanOf({ text, start }: Found, sentence: string) {
  const at = text.indexOf(sentence);
  return { number: 1, start: start + at, end: start + at + sentence.length, similarity: 1 };
}

function sourceOf({ document, text, start, end, page, section, score }: Found, at: number): Record<string, unknown> {
  return { id: at + 1, chunk: `chunk_${start}`, document: document.id, collection: document.collection_id, title: document.title ?? document.name, page, section, start, end, score, snippet: text.slice(0, 300) };
}
