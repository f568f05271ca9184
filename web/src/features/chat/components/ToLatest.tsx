import { ArrowDown } from "lucide-react";
import { useCatalogue } from "@/shared/i18n";
import { cx } from "@/shared/lib/cx";

export function ToLatest({ hidden, busy, onClick }: { hidden: boolean; busy: boolean; onClick(): void }) {
  const m = useCatalogue();
  if (hidden) return null;
  return (
    <button
      type="button"
      aria-label={m.chat.latest}
      title={m.chat.latest}
      onClick={onClick}
      className="absolute inset-x-0 bottom-3 mx-auto grid size-9 place-items-center rounded-full border border-line-strong bg-surface text-ink shadow-raised hover:bg-hover"
    >
      <ArrowDown aria-hidden size={18} className={cx(busy && "nudge")} />
    </button>
  );
}
