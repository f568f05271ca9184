import { collections, type Doc, documents, sectionsOf } from "./store.ts";

export interface Found {
  document: Doc;
  text: string;
  start: number;
  end: number;
  page: number | null;
  section: string | null;
  score: number;
}

const words = (text: string) => new Set(text.toLowerCase().match(/[\p{L}\p{N}]{4,}/gu) ?? []);

/** Paragraphs that share words with the query, those that share most first. */
export function find(query: string, named: string[] | null, top: number): Found[] {
  const wanted = words(query);
  const readable = [...documents.values()].filter(({ collection_id }) => collections.has(collection_id) && (!named || named.includes(collection_id)));
  return readable
    .flatMap((document) => paragraphs(document).map((found) => ({ ...found, score: share(wanted, words(found.text)) })))
    .filter(({ score }) => score > 0.2)
    .toSorted((a, b) => b.score - a.score)
    .slice(0, top);
}

function paragraphs(document: Doc): Omit<Found, "score">[] {
  const sections = sectionsOf(document);
  return [...document.text.matchAll(/(?:[^\n]+\n?)+/g)]
    .filter(({ 0: text }) => text.length > 30 && !text.startsWith("#"))
    .map(({ 0: raw, index: start }) => {
      const text = raw.trimEnd();
      return {
        document, text, start, end: start + text.length,
        page: document.pages.findLast((page) => page.start <= start)?.number ?? null,
        section: sections.findLast((section) => section.start <= start)?.title ?? null,
      };
    });
}

function share(wanted: Set<string>, there: Set<string>): number {
  return wanted.size === 0 ? 0 : [...wanted].filter((word) => there.has(word)).length / wanted.size;
}
