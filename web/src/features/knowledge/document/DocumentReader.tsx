import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useEffect, useMemo, useRef, useState } from "react";
import { fetchText, PassageText, segmentsOf, type Span, textKey } from "@/shared/documents";
import { Button, Failed } from "@/shared/ui";
import { useTexts } from "../texts";
import { Outline } from "./Outline";
import { PartPager } from "./PartPager";
import { cutPart, partOf, partShowing, windowOf } from "./parts";

/** The text of a document with its outline; a long one in parts. */
export function DocumentReader({ id, passage }: { id: string; passage: Span | null }) {
  const { document: t } = useTexts();
  const text = useRef<HTMLDivElement>(null);
  const start = passage?.start ?? 0;
  const [chosen, setChosen] = useState<number | null>(null);
  // A passage just before the first whole line of its part stands at the end of the part before.
  const first = usePart(id, partOf(start));
  const holder = partShowing(start, first.data ? cutPart(first.data, partOf(start)) : null, partOf(start));
  const part = chosen ?? holder;
  const { data, error, refetch, isPlaceholderData } = usePart(id, part);
  const shown = useMemo(() => {
    if (!data || isPlaceholderData) return null;
    const { text: cut, start: from } = cutPart(data, part);
    const sections = data.sections.filter((section) => section.start >= from && section.start < from + cut.length);
    return { sections, segments: segmentsOf(cut, from, { passage, pages: data.pages, sections }) };
  }, [data, isPlaceholderData, part, passage]);

  const toPassage = () => text.current?.querySelector("mark")?.scrollIntoView({ block: "center" });
  const toPlace = (at: number) => text.current?.querySelector(`[data-at="${at}"]`)?.scrollIntoView({ block: "start" });

  useEffect(() => {
    if (shown && passage && part === holder) toPassage();
  }, [shown, passage, part, holder]);

  if (error && !data) return <Failed error={error} onRetry={() => void refetch()} />;
  if (!data || !shown) return <div role="status" aria-label={t.text} className="skeleton h-72" />;
  return (
    <div className="reader">
      <Outline sections={shown.sections} onChoose={toPlace} />
      <section aria-label={t.text} className="min-w-0 space-y-3">
        <div className="flex flex-wrap items-center justify-between gap-3">
          <PartPager part={part} total={data.total} onPart={setChosen} />
          {passage && <Button onClick={() => (part === holder ? toPassage() : setChosen(holder))}>{t.passage}</Button>}
        </div>
        <div ref={text} className="document-text" dir="auto">
          <PassageText segments={shown.segments} />
        </div>
        <PartPager part={part} total={data.total} onPart={setChosen} />
      </section>
    </div>
  );
}

function usePart(id: string, part: number) {
  const { start, length } = windowOf(part);
  return useQuery({
    queryKey: [...textKey(id), start, length],
    queryFn: ({ signal }) => fetchText(id, start, length, signal),
    placeholderData: keepPreviousData,
  });
}
