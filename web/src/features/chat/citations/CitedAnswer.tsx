import { lazy, Suspense, useMemo, useState } from "react";
import { plain } from "@/shared/lib/plain";
import { Markdown } from "../markdown/Markdown";
import type { Message } from "../types";
import { CitationsContext, type Shown } from "./CitationsContext";
import { SourcesPanel } from "./SourcesPanel";
import type { Source } from "./types";

// Loaded when somebody follows the first citation.
const PassageDialog = lazy(() => import("./PassageDialog"));

const none: Source[] = [];

/** An answer that rests on documents: its citations lead to their passages. */
export function CitedAnswer({ message: { content, sources, citations } }: { message: Message }) {
  const [shown, setShown] = useState<Shown | null>(null);
  const value = useMemo(() => ({ sources: sources?.map(named) ?? none, report: citations, open: setShown }), [sources, citations]);
  return (
    <CitationsContext value={value}>
      {content !== "" && <Markdown text={content} cited />}
      <SourcesPanel text={content} />
      {shown && (
        <Suspense fallback={null}>
          <PassageDialog shown={shown} text={content} onClose={() => setShown(null)} />
        </Suspense>
      )}
    </CitationsContext>
  );
}

/** Answers of before have their sources as the documents were named. */
function named(source: Source): Source {
  return { ...source, title: plain(source.title), ...(source.section ? { section: plain(source.section) } : {}) };
}

/** Whether an answer was given documents, or cites as if it had been. */
export function isCited({ sources, citations }: Message): boolean {
  return (sources?.length ?? 0) > 0 || (citations?.citations.length ?? 0) > 0;
}
