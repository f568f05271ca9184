import { Check } from "lucide-react";
import { useEffect, useRef } from "react";
import { useCatalogue } from "@/shared/i18n";
import { cx } from "@/shared/lib/cx";
import type { Choice } from "../choice";
import { ModelNote } from "./ModelNote";

interface Props {
  id: string;
  choice: Choice;
  selected: boolean;
  /** When the server told all this, in milliseconds since 1970. */
  at: number;
  active: boolean;
  onPick(): void;
  onPoint(): void;
}

/** The keyboard reaches options through the search field that owns the list. */
export function ModelOption({ id, choice, selected, at, active, onPick, onPoint }: Props) {
  const m = useCatalogue();
  const context = choice.info?.context_tokens;
  const row = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (active) row.current?.scrollIntoView({ block: "nearest" });
  }, [active]);
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
    <div
      ref={row}
      id={id}
      role="option"
      aria-selected={selected}
      title={context == null ? undefined : m.models.context(context)}
      onClick={onPick}
      onPointerMove={onPoint}
      className={cx("flex min-h-9 scroll-m-1 cursor-pointer items-center gap-2 rounded-md px-2 py-1 text-sm", active && "bg-hover")}
    >
      <span className="min-w-0 flex-1">
        <span className="block truncate">{choice.typed ? m.models.use(choice.model) : choice.model}</span>
        {choice.info && <ModelNote info={choice.info} at={at} />}
      </span>
      {choice.isDefault && <span className="text-xs text-ink-soft">{m.models.standard}</span>}
      {selected && <Check aria-hidden size={16} className="shrink-0 text-accent" />}
    </div>
  );
}
