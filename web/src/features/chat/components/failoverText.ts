import type { Catalogue } from "@/shared/i18n";
import type { Failover, ServedBy } from "../types";

/** Who broke off, and what the other one did. */
export function failoverText({ restarts, from, to }: Failover, m: Catalogue): string {
  return (restarts ? m.chat.beganAgain : m.chat.wentOn)(name(from), name(to));
}

function name({ provider, model }: ServedBy): string {
  return `${provider}/${model}`;
}
