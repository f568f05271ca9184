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
  const first = partOf(passage?.start ?? 0);
  const [part, setPart] = useState(first);
  const { start, length } = windowOf(part);
  const { data, error, refetch, isPlaceholderData } = useQuery({
    queryKey: [...textKey(id), start, length],
    queryFn: ({ signal }) => fetchText(id, start, length, signal),
    placeholderData: keepPreviousData,
  });
  const shown = useMemo(() => (data && !isPlaceholderData ? cutPart(data, part) : null), [data, isPlaceholderData, part]);
  const segments = useMemo(() => shown && data && segmentsOf(shown.text, shown.start, { passage, pages: data.pages, sections: data.sections }), [shown, data, passage]);
  const holder = partShowing(passage?.start ?? 0, part === first ? shown : null, first);

  const toPassage = () => text.current?.querySelector("mark")?.scrollIntoView({ block: "center" });
  const toPlace = (at: number) => text.current?.querySelector(`[data-at="${at}"]`)?.scrollIntoView({ block: "start" });

  useEffect(() => {
    if (part === first && holder !== part) setPart(holder);
    else if (shown && passage && part === holder) toPassage();
  }, [shown, passage, part, first, holder]);

  if (error && !data) return <Failed error={error} onRetry={() => void refetch()} />;
  if (!data || !segments) return <div role="status" aria-label={t.text} className="skeleton h-72" />;
  return (
    <div className="reader">
      <Outline sections={data.sections} onChoose={toPlace} />
      <section aria-label={t.text} className="min-w-0 space-y-3">
        <div className="flex flex-wrap items-center justify-between gap-3">
          <PartPager part={part} total={data.total} onPart={setPart} />
          {passage && <Button onClick={() => (part === holder ? toPassage() : setPart(holder))}>{t.passage}</Button>}
        </div>
        <div ref={text} className="document-text" dir="auto">
          <PassageText segments={segments} />
        </div>
        <PartPager part={part} total={data.total} onPart={setPart} />
      </section>
    </div>
  );
}
