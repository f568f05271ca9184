import { newId, now } from "../store.ts";

export interface Collection {
  id: string;
  name: string;
  description: string;
  sharing: string;
  groups: string[];
  chunking: null;
  owner: { id: string; name: string };
  created_at: string;
  updated_at: string;
}

export interface Doc {
  id: string;
  collection_id: string;
  name: string;
  media_type: string;
  status: string;
  error: string | null;
  failure: string | null;
  title: string | null;
  text: string;
  pages: { start: number; number: number }[];
  size: number;
  generation: number;
  source: string;
  created_at: string;
  updated_at: string;
}

export const collections = new Map<string, Collection>();
export const documents = new Map<string, Doc>();

export function addCollection(fields: Partial<Collection>): Collection {
  const made: Collection = {
    id: newId("col"), name: "", description: "", sharing: "private", groups: [], chunking: null, owner: { id: "user_0", name: "" }, created_at: now(), updated_at: now(), ...fields,
  };
  collections.set(made.id, made);
  return made;
}

const types: Record<string, string> = { pdf: "application/pdf", md: "text/markdown", txt: "text/plain", html: "text/html" };

/** What a file of this name and text becomes. Pages are parted by form feeds; "scan" cannot be read. */
export function addDocument(collection: string, name: string, content: string, source = "upload"): Doc {
  const extension = /\.(\w+)$/.exec(name)?.[1] ?? "";
  const broken = /scan|broken|mislabelled/.test(name);
  const pages = content.split("\f");
  const earlier = of(collection).find((one) => one.name === name);
  const made: Doc = {
    id: earlier?.id ?? newId("doc"),
    collection_id: collection,
    name,
    media_type: types[extension] ?? "text/plain",
    status: broken ? "failed" : "ready",
    failure: broken ? "empty" : null,
    error: broken ? "There is no text in it, as in a scan. Have it recognised first." : null,
    title: /^# (.+)$/m.exec(content)?.[1] ?? null,
    text: broken ? "" : pages.join("\n"),
    pages: pages.length > 1 ? pages.map((_, at) => ({ number: at + 1, start: pages.slice(0, at).join("\n").length + (at > 0 ? 1 : 0) })) : [],
    size: content.length,
    generation: (earlier?.generation ?? 0) + 1,
    source,
    created_at: now(),
    updated_at: now(),
  };
  documents.set(made.id, made);
  return made;
}

export const of = (collection: string) => [...documents.values()].filter((one) => one.collection_id === collection).toSorted((a, b) => a.name.localeCompare(b.name));

export function sectionsOf({ text }: Doc) {
  return [...text.matchAll(/^(#{1,6}) (.+)$/gm)].map(({ 1: marks = "", 2: title = "", index }) => ({ start: index, level: marks.length, title }));
}
