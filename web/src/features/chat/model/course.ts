import type { CacheHit, Failover, ToolStep } from "../types";
import type { Turn } from "./turn";

/** What happened on the way to an answer. The server does not store it with the message: the page keeps what it saw. */
export interface Course {
  tools: ToolStep[];
  failovers: Failover[];
  cacheHit: CacheHit | null;
  /** How much of Parley worked; null when that is not known. */
  degradation: string | null;
  /** For a failure, when a retry can help, in milliseconds since 1970; null when that was not told. */
  retryAt: number | null;
}

export const uneventful: Course = { tools: [], failovers: [], cacheHit: null, degradation: null, retryAt: null };

export function courseOf({ tools, failovers, cacheHit, completion, error }: Turn): Course {
  return { tools, failovers, cacheHit, degradation: completion?.degradation ?? null, retryAt: error?.retryAt ?? null };
}
