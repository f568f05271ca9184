import { ProblemError, type Renew } from "@/shared/http";
import { type AuthConfig, fetchConfig, type Me } from "@/shared/identity";
import { fetchMe } from "../api";

export interface Start {
  /** Null when nobody is signed in. */
  me: Me | null;
  /** How one signs in here; null where that is not asked. */
  config: AuthConfig | null;
}

/**
 * Finds out who uses this page. A session that has run out meanwhile is renewed for it. How one signs in is asked only
 * where somebody has to: what needs no session is bounded by address, and many people may share one.
 */
export async function start(renew: Renew, asksAnyway: boolean): Promise<Start> {
  const askedAt = Date.now();
  const me = (await meOrNull()) ?? ((await renew(askedAt)) ? await meOrNull() : null);
  return { me, config: !me || (asksAnyway && me.mode === "accounts") ? await fetchConfig() : null };
}

async function meOrNull(): Promise<Me | null> {
  try {
    return await fetchMe();
  } catch (error) {
    if (error instanceof ProblemError && error.problem.status === 401) return null;
    throw error;
  }
}
