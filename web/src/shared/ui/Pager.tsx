import { useCatalogue } from "../i18n";
import { Button } from "./Button";

interface Props {
  total: number;
  limit: number;
  offset: number;
  onOffset(offset: number): void;
}

/** Leafs through a long list; nothing while the list fits on one page. */
export function Pager({ total, limit, offset, onOffset }: Props) {
  const m = useCatalogue();
  if (total <= limit) return null;
  return (
    <nav aria-label={m.forms.pages} className="flex flex-wrap items-center justify-between gap-3">
      <p role="status" className="text-sm text-ink-soft tabular-nums">
        {m.forms.shown(offset + 1, Math.min(offset + limit, total), total)}
      </p>
      <div className="flex gap-2">
        <Button disabled={offset === 0} onClick={() => onOffset(Math.max(0, offset - limit))}>
          {m.forms.previous}
        </Button>
        <Button disabled={offset + limit >= total} onClick={() => onOffset(offset + limit)}>
          {m.forms.next}
        </Button>
      </div>
    </nav>
  );
}
