import type { ComponentProps } from "react";
import type { ExtraProps } from "react-markdown";
import { useCatalogue } from "@/shared/i18n";
import { cx } from "@/shared/lib/cx";
import { useCitations } from "./CitationsContext";
import { verdictIcons } from "./verdicts";

/** A citation in the answer: opens the passage, and says what was found out about it. Neutral until that is known. */
export function CitationMark({ children, node }: ComponentProps<"cite"> & ExtraProps) {
  const m = useCatalogue();
  const { sources, report, open } = useCitations();
  const number = Number(node?.properties["data-number"]);
  const at = Number(node?.properties["data-at"]);
  const source = sources.find(({ id }) => id === number);
  const citation = report?.citations.find((one) => one.number === number && one.start === at) ?? null;
  // Without a source and a finding it is a number in brackets.
  if (!source && !citation) return children;
  const verdict = citation?.verdict ?? null;
  const Icon = verdict && verdictIcons[verdict];
  const name = m.documents.citation(number, source?.title ?? "");
  return (
    <button
      type="button"
      className={cx("citation", verdict && `citation-${verdict}`)}
      aria-haspopup="dialog"
      title={verdict ? `${name} – ${m.documents.verdicts[verdict]}` : name}
      onClick={() => open({ number, citation })}
    >
      <span aria-hidden className="inline-flex items-center gap-1">
        {number}
        {Icon && <Icon size={12} strokeWidth={2.25} />}
        {verdict && verdict !== "verified" && <span>{m.documents.verdicts[verdict]}</span>}
      </span>
      <span className="sr-only select-none">{verdict ? `${name}, ${m.documents.verdicts[verdict]}` : name}</span>
    </button>
  );
}
