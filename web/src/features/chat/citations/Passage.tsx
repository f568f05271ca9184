import { useQuery } from "@tanstack/react-query";
import { useEffect, useMemo, useRef } from "react";
import { fetchText, PassageText, segmentsOf, type Span, textKey } from "@/shared/documents";
import { problemOf } from "@/shared/http";
import { useCatalogue } from "@/shared/i18n";
import { Failed } from "@/shared/ui";
import type { Source, Verdict } from "./types";

/** How much of the document stands before and after the passage, in UTF-16 units. */
const AROUND = 700;

interface Props {
  source: Source;
  /** The words in it that support the claim, or are nearest to a quote. */
  evidence: Span | null;
  verdict: Verdict | null;
}

/** A passage with what stands around it. What is gone since is shown as far as the answer has kept it. */
export function Passage({ source, evidence, verdict }: Props) {
  const m = useCatalogue();
  const from = Math.max(0, source.start - AROUND);
  const length = source.end + AROUND - from;
  const { data, error, refetch } = useQuery({
    queryKey: [...textKey(source.document), from, length],
    queryFn: ({ signal }) => fetchText(source.document, from, length, signal),
    staleTime: 60_000,
  });
  const segments = useMemo(() => data && segmentsOf(data.text, data.start, { passage: source, exact: evidence, pages: data.pages }), [data, source, evidence]);
  const view = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const marks = view.current?.querySelectorAll("mark");
    const wanted = [...(marks ?? [])].find((mark) => mark.classList.contains("passage-exact")) ?? marks?.[0];
    wanted?.scrollIntoView({ block: "center" });
  }, [segments]);

  if (error && !data) {
    if (problemOf(error).status !== 404) return <Failed error={error} onRetry={() => void refetch()} />;
    return <Kept note={m.documents.gone} snippet={source.snippet} />;
  }
  if (!data || !segments) return <div role="status" aria-label={m.app.loading} className="skeleton h-48" />;
  if (!stillThere(data.text.slice(source.start - data.start), source.snippet)) return <Kept note={m.documents.changed} snippet={source.snippet} />;
  return (
    <>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- scrolling by keyboard needs the focus */}
      <div ref={view} role="group" aria-label={m.documents.passage} tabIndex={0} className="passage-view">
        <PassageText segments={segments} />
      </div>
      {evidence && <p className="text-sm text-ink-soft">{verdict === "altered_quote" ? m.documents.nearest : m.documents.exact}</p>}
    </>
  );
}

function Kept({ note, snippet }: { note: string; snippet: string }) {
  return (
    <>
      <p className="banner mb-0">{note}</p>
      <blockquote className="passage-view">{snippet}</blockquote>
    </>
  );
}

/** How many letters of the snippet have to be where they were. */
const COMPARED = 80;

/** Whether the passage still begins as it did. White space does not count, nor the mark of what was left out. */
function stillThere(text: string, snippet: string): boolean {
  return letters(text).startsWith(letters(snippet).replace(/…$/, "").slice(0, COMPARED));
}

function letters(text: string): string {
  return text.replace(/\s+/g, "");
}
