import { problemOf, type Renew } from "@/shared/http";
import type { SignedIn } from "../api";
import type { RecordStore } from "./record";

export interface RenewalHost {
  refresh(): Promise<SignedIn>;
  record: RecordStore;
  /** Runs one piece of work at a time over all tabs of the browser. */
  exclusively<T>(work: () => Promise<T>): Promise<T>;
  now(): number;
}

/**
 * Renews the session once for everybody who waits for it. A refresh token works a single time, and a second use of it
 * ends the session; so the tabs take turns, and whoever comes after a renewal goes along with it.
 * 1. Requests of this tab wait for the renewal that is under way.
 * 2. Tabs wait for one another; one that finds the session renewed since its request was sent has nothing left to do.
 * 3. A refusal means that the session is over. Any other failure says nothing of it, and is thrown to be tried again.
 */
export function createRenewal({ refresh, record, exclusively, now }: RenewalHost): Renew {
  let underWay: Promise<boolean> | null = null;

  function renewedSince(sentAt: number): boolean {
    const renewedAt = record.read()?.renewedAt ?? 0;
    // A time to come was written before the clock was set back, and says nothing.
    return renewedAt >= sentAt && renewedAt <= now();
  }

  async function renew(): Promise<boolean> {
    try {
      const { user, expires_in } = await refresh();
      record.write({ user: user.id, renewedAt: now(), expiresAt: now() + expires_in * 1000 });
      return true;
    } catch (error) {
      if (problemOf(error).status === 401) return false;
      throw error;
    }
  }

  return async (sentAt) => {
    if (renewedSince(sentAt)) return true;
    underWay ??= exclusively(async () => renewedSince(sentAt) || (await renew())).finally(() => {
      underWay = null;
    });
    return underWay;
  };
}

const LOCK = "parley.renewal";

/** Holds the browser's lock meanwhile. Cookies that are sent at all mean a secure origin, and there locks exist. */
export async function withBrowserLock<T>(work: () => Promise<T>): Promise<T> {
  if (!("locks" in navigator)) return work();
  return navigator.locks.request(LOCK, work) as Promise<T>;
}
