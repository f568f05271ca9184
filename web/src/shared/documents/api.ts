import { query, sendJson } from "../http";

/** Where a page, a slide or a sheet begins. */
export interface PageStart {
  start: number;
  number: number;
}

/** Where a heading begins. */
export interface SectionStart {
  start: number;
  /** 1 for the outermost. */
  level: number;
  title: string;
}

/** A part of a document's text. All offsets are in UTF-16 units of the whole text, as JavaScript counts them. */
export interface TextPart {
  text: string;
  start: number;
  /** The length of the whole text. */
  total: number;
  pages: PageStart[];
  sections: SectionStart[];
  /** Rises each time the document is read anew. */
  generation: number;
}

export const textKey = (document: string) => ["document-text", document] as const;

export const documentPath = (id: string) => `/documents/${encodeURIComponent(id)}`;

export const fetchText = (document: string, start: number, length: number, signal: AbortSignal) =>
  sendJson<TextPart>(documentPath(document) + `/text${query({ start, length })}`, { signal });

/** Where on this page a passage is shown in its document. */
export const passageLink = (document: string, start: number, end: number) => `/knowledge/documents/${encodeURIComponent(document)}${query({ start, end })}`;
