import { memo } from "react";
import { Check, Copy } from "lucide-react";
import { useCatalogue } from "@/shared/i18n";
import { IconButton } from "@/shared/ui";
import { useCopy } from "@/shared/lib/useCopy";
import type { TurnPhase } from "../model/turn";

export const Question = memo(function Question({ text, phase }: { text: string; phase: TurnPhase | null }) {
  const m = useCatalogue();
  const { copied, copy } = useCopy();
  return (
    <article aria-label={m.chat.you} className="group">
      <div className="flex flex-row-reverse items-end gap-1.5">
        <div className="bubble">{text}</div>
        <IconButton
          size="small"
          icon={copied ? Check : Copy}
          label={copied ? m.chat.copied : m.chat.copyMessage}
          onClick={() => copy(text)}
          className="reveal mb-1.5"
        />
      </div>
      {phase === "queued" && <p className="mt-1.5 text-end text-sm text-ink-soft">{m.chat.queued}</p>}
    </article>
  );
});
