import type { SignedIn } from "../api";
import type { RecordStore } from "./record";

/** Notes the session for the other tabs, and loads the page anew for whoever it belongs to. */
export function enter({ user, expires_in }: SignedIn, record: RecordStore, to: string): void {
  const now = Date.now();
  record.write({ user: user.id, renewedAt: now, expiresAt: now + expires_in * 1000 });
  window.location.replace(to);
}
