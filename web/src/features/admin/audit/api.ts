import { query, sendJson } from "@/shared/http";

export interface AuditEntry {
  sequence: number;
  at: string;
  actor_id: string | null;
  actor: string | null;
  key_id: string | null;
  action: string;
  target: string | null;
  result: string;
  address: string | null;
  user_agent: string | null;
  trace_id: string | null;
  details: unknown;
}

export interface AuditPage {
  data: AuditEntry[];
  next_before: number | null;
}

/** What the trail is searched for; days as 2026-11-01, both included, in UTC. */
export interface Filter {
  from: string;
  to: string;
  actor: string;
  action: string;
  target: string;
  result: string;
}

export const noFilter: Filter = { from: "", to: "", actor: "", action: "", target: "", result: "" };

export interface Verification {
  ok: boolean;
  checked: number;
  problem: string | null;
}

const LIMIT = 50;

export const fetchAudit = (filter: Filter, before: number | undefined, signal: AbortSignal) =>
  sendJson<AuditPage>(`/audit${query({ ...filter, before, limit: LIMIT })}`, { signal });

export const verifyAudit = () => sendJson<Verification>("/audit/verify");

/** Where the browser finds what the filter leaves as a file to keep. */
export function exportAddress(format: "jsonl" | "csv", filter: Filter): string {
  return `/api/v1/audit/export${query({ format, ...filter })}`;
}
