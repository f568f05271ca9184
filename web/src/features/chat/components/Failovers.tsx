import { ArrowRightLeft } from "lucide-react";
import { useCatalogue } from "@/shared/i18n";
import type { Failover } from "../types";
import { failoverText } from "./failoverText";

/** One quiet line for each model that broke off. The announcer tells a screen reader. */
export function Failovers({ failovers }: { failovers: Failover[] }) {
  const m = useCatalogue();
  return failovers.map((failover, at) => (
    // oxlint-disable-next-line react/no-array-index-key -- the list only grows
    <p key={at} className="mt-2 flex items-start gap-1.5 text-sm text-ink-soft">
      <ArrowRightLeft aria-hidden size={15} className="mt-0.5 shrink-0" />
      <span className="min-w-0 wrap-anywhere">{failoverText(failover, m)}</span>
    </p>
  ));
}
