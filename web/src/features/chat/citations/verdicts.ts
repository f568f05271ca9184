import { CircleAlert, CircleCheck, CircleQuestionMark, type LucideIcon, TextQuote } from "lucide-react";
import type { CitationReport, Verdict } from "./types";
import { verdicts } from "./types";

/** Told apart by their shape, not by colour alone. */
export const verdictIcons: Record<Verdict, LucideIcon> = {
  verified: CircleCheck,
  altered_quote: TextQuote,
  unsupported: CircleAlert,
  unknown_source: CircleQuestionMark,
};

/** How many citations are of each verdict, in a fixed order, without those that no citation is of. */
export function tallyOf({ citations }: CitationReport): [verdict: Verdict, count: number][] {
  return verdicts
    .map((verdict): [Verdict, number] => [verdict, citations.filter((citation) => citation.verdict === verdict).length])
    .filter(([, count]) => count > 0);
}
