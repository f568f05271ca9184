import { FileText } from "lucide-react";
import { Link } from "wouter";
import { passageLink, sectionBelow } from "@/shared/documents";
import { useCatalogue } from "@/shared/i18n";
import { Dialog } from "@/shared/ui";
import { type Shown, useCitations } from "./CitationsContext";
import { Passage } from "./Passage";
import type { Citation } from "./types";
import { verdictIcons } from "./verdicts";

interface Props {
  shown: Shown;
  /** The whole answer. */
  text: string;
  onClose(): void;
}

/** What a citation leads to: the passage in its document, and what was found out about it. */
export default function PassageDialog({ shown: { number, citation }, text, onClose }: Props) {
  const m = useCatalogue();
  const { sources } = useCitations();
  const source = sources.find(({ id }) => id === number);
  const page = typeof source?.page === "number" ? m.documents.fromPage(source.page) : null;
  const place = source ? [sectionBelow(source.title, source.section), page].filter(Boolean).join(" · ") : "";
  const evidence = citation?.evidence?.number === number ? citation.evidence : null;
  return (
    <Dialog
      wide
      open
      onOpenChange={(open) => !open && onClose()}
      title={m.documents.citation(number, source?.title ?? "")}
      {...(place ? { description: place } : {})}
    >
      <div className="mt-4 space-y-4">
        {citation && <Finding citation={citation} text={text} />}
        {source && <Passage source={source} evidence={evidence} verdict={citation?.verdict ?? null} />}
        {source && (
          <p className="flex justify-end">
            <Link href={passageLink(source.document, evidence?.start ?? source.start, evidence?.end ?? source.end)} className="button-link">
              <FileText aria-hidden size={15} />
              {m.documents.open}
            </Link>
          </p>
        )}
      </div>
    </Dialog>
  );
}

/** What the answer says there, and whether that is so. */
function Finding({ citation, text }: { citation: Citation; text: string }) {
  const m = useCatalogue();
  const { verdict, reason, claim_start, claim_end } = citation;
  const Icon = verdictIcons[verdict];
  const claim = text.slice(claim_start, claim_end).trim();
  return (
    <div className={`finding finding-${verdict}`}>
      <p className="flex items-start gap-2">
        <Icon aria-hidden size={18} className="mt-0.5 shrink-0" />
        <span>
          <strong className="inline-block first-letter:uppercase">{m.documents.verdicts[verdict]}</strong>: {reason || m.documents.verdictHints[verdict]}
        </span>
      </p>
      {claim && (
        <p className="text-sm">
          <span className="text-ink-soft">{m.documents.claim}: </span>
          {claim}
        </p>
      )}
    </div>
  );
}
