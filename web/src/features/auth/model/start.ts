import { ProblemError, type Renew } from "@/shared/http";
import type { AuthConfig, Me } from "@/shared/identity";
import { fetchConfig, fetchMe } from "../api";

export interface Start {
  config: AuthConfig;
  /** Null when nobody is signed in. */
  me: Me | null;
}

/** Finds out how this server is used, and by whom. A session that has run out meanwhile is renewed for it. */
export async function start(renew: Renew): Promise<Start> {
  const askedAt = Date.now();
  const [config, first] = await Promise.all([fetchConfig(), meOrNull()]);
  if (config.mode === "single-user") return { config, me: first ?? (await fetchMe()) };
  if (first) return { config, me: first };
  return { config, me: (await renew(askedAt)) ? await meOrNull() : null };
}

async function meOrNull(): Promise<Me | null> {
  try {
    return await fetchMe();
  } catch (error) {
    if (error instanceof ProblemError && error.problem.status === 401) return null;
    throw error;
  }
}
