import { type Page, query, send, sendJson } from "@/shared/http";
import type { Right } from "@/shared/identity";

export interface ApiKey {
  id: string;
  name: string;
  /** How it begins, to tell it from others. */
  start: string;
  scopes: Right[];
  requests_per_minute: number | null;
  created_at: string;
  expires_at: string | null;
  last_used_at: string | null;
}

export interface NewKey {
  name: string;
  scopes: Right[];
  expires_at: string | null;
  requests_per_minute: number | null;
}

/** The only answer that has the key itself. */
export interface MadeKey extends ApiKey {
  key: string;
}

/** Where the keys are: one's own, or those of somebody else. */
export const keysOf = (user: string | null) => (user === null ? "/keys" : `/users/${encodeURIComponent(user)}/keys`);

export const fetchKeys = (at: string, signal: AbortSignal) => sendJson<Page<ApiKey>>(at + query({ limit: 100 }), { signal });

export const makeKey = (at: string, key: NewKey) => sendJson<MadeKey>(at, { method: "POST", body: key });

export async function revokeKey(at: string, id: string): Promise<void> {
  await send(`${at}/${encodeURIComponent(id)}`, { method: "DELETE" });
}
