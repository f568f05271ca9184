import { CONNECTION_LOST, NETWORK_ERROR } from "@/shared/http";
import type { Catalogue } from "@/shared/i18n";

/** What the reader is told: the server's own words, or the page's for what the server never saw. */
export function problemText({ code, detail }: { code: string; detail: string }, m: Catalogue, opened: boolean): string {
  if (detail) return detail;
  if (code === CONNECTION_LOST || code === NETWORK_ERROR) return opened ? m.chat.lost : m.chat.unreachable;
  return m.chat.failed;
}
