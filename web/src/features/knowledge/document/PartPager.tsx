import { useCatalogue } from "@/shared/i18n";
import { Button } from "@/shared/ui";
import { useTexts } from "../texts";
import { partCount } from "./parts";

/** Leafs through a text of several parts; nothing for one that is shown whole. */
export function PartPager({ part, total, onPart }: { part: number; total: number; onPart(part: number): void }) {
  const m = useCatalogue();
  const { document: t } = useTexts();
  const parts = partCount(total);
  if (parts === 1) return null;
  return (
    <nav aria-label={t.parts} className="flex flex-wrap items-center gap-2">
      <Button disabled={part === 0} onClick={() => onPart(part - 1)}>
        {m.forms.previous}
      </Button>
      <span className="text-sm text-ink-soft tabular-nums">{t.part(part + 1, parts)}</span>
      <Button disabled={part === parts - 1} onClick={() => onPart(part + 1)}>
        {m.forms.next}
      </Button>
    </nav>
  );
}
