import { type Renew, renewWith } from "@/shared/http";
import type { Me } from "@/shared/identity";
import type { RecordStore, SessionRecord } from "./record";

export interface KeeperHost {
  me: Me;
  renew: Renew;
  record: RecordStore;
  now(): number;
  /** The session is over: it has run out, or somebody has ended it. */
  onEnded(): void;
  /** Signed out in another tab. */
  onSignedOut(): void;
  /** Somebody else has signed in in another tab: what this one shows is no longer theirs. */
  onOther(): void;
}

/** Before a session runs out it is renewed by this part of its life, and at most a minute ahead. */
const AHEAD = 0.1;
const MOST_AHEAD = 60_000;

/** A renewal that failed for another reason than a refusal is tried again after this long, in milliseconds. */
const AGAIN = 15_000;

/** Timers cannot wait longer than this. */
const LONGEST = 2 ** 31 - 1;

/** Keeps a session alive while its page is open, and in step with the other tabs. Returns what ends that. */
export function keepSession({ me, renew, record, now, onEnded, onSignedOut, onOther }: KeeperHost): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;

  function schedule(known: SessionRecord | null) {
    clearTimeout(timer);
    if (!known || known.expiresAt === null) return;
    const life = known.expiresAt - known.renewedAt;
    const due = known.expiresAt - Math.min(life * AHEAD, MOST_AHEAD);
    timer = setTimeout(() => void renewNow(), Math.min(Math.max(due - now(), 0), LONGEST));
  }

  async function renewNow() {
    try {
      if (await renew(now())) schedule(record.read());
      else onEnded();
    } catch {
      timer = setTimeout(() => void renewNow(), AGAIN);
    }
  }

  function follow(known: SessionRecord | null) {
    if (!known) onSignedOut();
    else if (known.user !== me.id) onOther();
    else schedule(known);
  }

  /** A page that the browser had put aside comes back as it was, whatever happened since. */
  const onShown = (event: PageTransitionEvent) => {
    if (event.persisted) follow(record.read());
  };

  const stopRenewing = renewWith(async (sentAt) => {
    const renewed = await renew(sentAt);
    if (renewed) schedule(record.read());
    else onEnded();
    return renewed;
  });
  const known = record.read();
  if (known?.user !== me.id) record.write({ user: me.id, renewedAt: now(), expiresAt: null });
  schedule(record.read());
  const unsubscribe = record.subscribe(follow);
  window.addEventListener("pageshow", onShown);
  return () => {
    clearTimeout(timer);
    stopRenewing();
    unsubscribe();
    window.removeEventListener("pageshow", onShown);
  };
}
