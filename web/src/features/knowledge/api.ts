import { type Page, query, send, sendJson } from "@/shared/http";
import { documentPath } from "@/shared/documents";

export const sharings = ["private", "groups", "tenant", "public"] as const;

export type Sharing = (typeof sharings)[number];

export const chunkers = ["auto", "markdown", "recursive", "sentence", "semantic", "fixed"] as const;

/** How documents are cut. What is left out is as the server is configured. */
export interface Chunking {
  chunker?: string | null;
  tokens?: number | null;
  overlap?: number | null;
}

export interface Collection {
  id: string;
  name: string;
  description: string;
  sharing: Sharing;
  /** The ids of those it is shared with, while sharing is groups. */
  groups: string[];
  chunking: Chunking | null;
  documents: { total: number; ready: number; pending: number; failed: number };
  /** Without a name where it is nobody of one's own organisation. */
  owner: { id: string; name: string | null };
  mine: boolean;
  may_change: boolean;
  created_at: string;
  updated_at: string;
}

export interface CollectionChange {
  name?: string;
  description?: string;
  sharing?: Sharing;
  groups?: string[];
  /** Empty: back to the server's way. */
  chunking?: Chunking;
}

export const statuses = ["ready", "pending", "held", "failed"] as const;

export type DocumentStatus = (typeof statuses)[number];

export interface Doc {
  id: string;
  collection_id: string;
  name: string;
  /** The first of the others with the very same content; the document is there as long as one of them is. */
  names: string[];
  /** How many others there are. */
  names_total: number;
  title: string | null;
  author: string | null;
  language: string | null;
  keywords: string[];
  tags: string[];
  /** When it was last changed, by its own account. */
  date: string | null;
  media_type: string;
  size: number;
  status: DocumentStatus;
  failure: string | null;
  /** The same in words for people. */
  error: string | null;
  /** Pages, slides or sheets; 0 where there are none. */
  pages: number;
  /** Passages. */
  chunks: number;
  text_length: number;
  source: "upload" | "folder" | "url";
  created_at: string;
  updated_at: string;
}

export const jobEnds = ["finished", "failed", "cancelled"] as const;

export interface Job {
  id: string;
  kind: string;
  /** The collection that it works on. */
  subject: string | null;
  status: "queued" | "running" | (typeof jobEnds)[number];
  total: number;
  done: number;
  /** Those that had not changed. */
  skipped: number;
  failed: number;
  cancel_requested: boolean;
  error: string | null;
}

export interface JobItem {
  name: string;
  status: "waiting" | "done" | "skipped" | "failed";
  error: string | null;
}

export interface Group {
  id: string;
  name: string;
}

export const PAGE_SIZE = 50;

export const keys = {
  collections: ["collections"] as const,
  collection: (id: string) => ["collections", "one", id] as const,
  documents: (collection: string) => ["documents", collection] as const,
  document: (id: string) => ["document", id] as const,
  running: (collection: string) => ["jobs", "running", collection] as const,
  items: (job: string) => ["jobs", job, "items"] as const,
  groups: ["sharing-groups"] as const,
};

const path = (id: string) => `/collections/${encodeURIComponent(id)}`;
const jobPath = (id: string) => `/jobs/${encodeURIComponent(id)}`;

export const fetchCollections = (offset: number, limit: number, signal: AbortSignal) =>
  sendJson<Page<Collection>>(`/collections${query({ limit, offset })}`, { signal });

export const fetchCollection = (id: string, signal: AbortSignal) => sendJson<Collection>(path(id), { signal });

export const makeCollection = (change: CollectionChange) => sendJson<Collection>("/collections", { method: "POST", body: change });

export const changeCollection = (id: string, change: CollectionChange) => sendJson<Collection>(path(id), { method: "PATCH", body: change });

export async function deleteCollection(id: string): Promise<void> {
  await send(path(id), { method: "DELETE" });
}

export interface DocumentFilter {
  q: string;
  status: DocumentStatus | "";
  offset: number;
}

export const fetchDocuments = (collection: string, { q, status, offset }: DocumentFilter, signal: AbortSignal) =>
  sendJson<Page<Doc>>(`${path(collection)}/documents${query({ q, status, limit: PAGE_SIZE, offset })}`, { signal });

export const fetchDocument = (id: string, signal: AbortSignal) => sendJson<Doc>(documentPath(id), { signal });

export async function deleteDocument(id: string): Promise<void> {
  await send(documentPath(id), { method: "DELETE" });
}

/** The original, as it came. */
export const fileAddress = (id: string) => `/api/v1${documentPath(id)}/file`;

interface Accepted {
  job: Job;
}

export const uploadPath = (collection: string) => `${path(collection)}/documents`;

export const addUrls = async (collection: string, urls: string[], tags: string[]) =>
  (await sendJson<Accepted>(`${path(collection)}/urls`, { method: "POST", body: { urls, tags } })).job;

export const addFolder = async (collection: string, folder: string, tags: string[]) =>
  (await sendJson<Accepted>(`${path(collection)}/folders`, { method: "POST", body: { path: folder, tags } })).job;

export const reindex = async (collection: string) => (await sendJson<Accepted>(`${path(collection)}/reindex`, { method: "POST" })).job;

/** Those that work on a collection. */
export async function fetchRunning(collection: string, signal: AbortSignal): Promise<Job[]> {
  const { data } = await sendJson<Page<Job>>(`/jobs${query({ subject: collection, limit: 20 })}`, { signal });
  return data.filter(({ status }) => status === "queued" || status === "running");
}

export const fetchJob = (id: string, signal: AbortSignal) => sendJson<Job>(jobPath(id), { signal });

export const fetchFailures = (id: string, signal: AbortSignal) => sendJson<Page<JobItem>>(`${jobPath(id)}/items${query({ status: "failed", limit: 100 })}`, { signal });

export const openJobEvents = (id: string, signal: AbortSignal) => send(`${jobPath(id)}/events`, { signal });

export async function cancelJob(id: string): Promise<void> {
  await send(`${jobPath(id)}/cancel`, { method: "POST" });
}

/** Those that the reader may share with: all, for who looks after people; else those they are in. */
export async function fetchGroups(all: boolean, signal: AbortSignal): Promise<Group[]> {
  if (all) return (await sendJson<Page<Group>>(`/groups${query({ limit: 100 })}`, { signal })).data;
  return (await sendJson<{ groups: Group[] }>("/auth/me", { signal })).groups;
}
