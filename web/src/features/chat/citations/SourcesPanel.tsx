import { ChevronRight, Library } from "lucide-react";
import { sectionBelow } from "@/shared/documents";
import { useCatalogue } from "@/shared/i18n";
import { useCitations } from "./CitationsContext";
import type { Source } from "./types";
import { tallyOf, verdictIcons } from "./verdicts";

/** What an answer was given to rest on, and what became of the check of its citations. */
export function SourcesPanel({ text }: { text: string }) {
  const m = useCatalogue();
  const { sources, report, open } = useCitations();
  const tally = report ? tallyOf(report) : [];
  const uncited = report?.uncited ?? [];
  const cited = new Set(report?.citations.map(({ number }) => number));
  return (
    <details className="sources">
      <summary>
        <Library aria-hidden size={15} className="shrink-0" />
        <span>{report?.is_complete && report.citations.length === 0 ? m.documents.looked(sources.length) : m.documents.sources(sources.length)}</span>
        {tally.map(([verdict, count]) => {
          const Icon = verdictIcons[verdict];
          return (
            <span key={verdict} className={`verdict verdict-${verdict}`}>
              <Icon aria-hidden size={13} strokeWidth={2.25} />
              {m.documents.tally(count, m.documents.verdicts[verdict])}
            </span>
          );
        })}
        <ChevronRight aria-hidden size={15} className="chevron" />
      </summary>
      <ol aria-label={m.documents.sourcesOf}>
        {sources.map((source) => (
          <li key={source.id}>
            <button type="button" className="source" aria-haspopup="dialog" onClick={() => open({ number: source.id, citation: null })}>
              <span className={cited.has(source.id) ? "source-number source-cited" : "source-number"}>{source.id}</span>
              <span className="min-w-0">
                <SourceTitle source={source} cited={cited.has(source.id)} />
                <span className="line-clamp-2 text-ink-soft">{source.snippet}</span>
              </span>
            </button>
          </li>
        ))}
      </ol>
      {uncited.length > 0 && (
        <div className="uncited">
          <p>{m.documents.uncited(uncited.length)}:</p>
          <ul>
            {uncited.map(({ start, end }) => (
              <li key={start}>{text.slice(start, end)}</li>
            ))}
          </ul>
        </div>
      )}
    </details>
  );
}

function SourceTitle({ source: { title, page, section }, cited }: { source: Source; cited: boolean }) {
  const m = useCatalogue();
  const place = [sectionBelow(title, section), typeof page === "number" && m.documents.fromPage(page)].filter(Boolean).join(" · ");
  return (
    <span className="block">
      <span className="font-medium text-ink">{title}</span>
      {place && <span> · {place}</span>}
      {cited && <span className="text-accent"> · {m.documents.cited}</span>}
    </span>
  );
}
