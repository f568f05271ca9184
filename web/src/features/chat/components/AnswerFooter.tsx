import { Check, Copy, RotateCcw } from "lucide-react";
import { useCatalogue } from "@/shared/i18n";
import { IconButton } from "@/shared/ui";
import { useCopy } from "../hooks/useCopy";
import { useTurns } from "../hooks/TurnsContext";
import type { Message } from "../types";

/** What can be done with an answer, who gave it and what it took. */
export function AnswerFooter({ message, canRegenerate }: { message: Message; canRegenerate: boolean }) {
  const m = useCatalogue();
  const turns = useTurns();
  const { copied, copy } = useCopy();
  const { model, provider, tokens_used: tokens, cost, cache, status } = message;
  const facts = [
    model && (provider && provider !== model ? `${provider} · ${model}` : model),
    cache ? m.chat.fromCache : tokens && m.chat.tokens(tokens.total),
    cost !== null && cost > 0 && m.chat.cost(cost),
  ].filter((fact) => typeof fact === "string" && fact !== "");
  return (
    <footer className="mt-1.5 -ms-1.5 flex flex-wrap items-center gap-x-1 text-sm text-ink-soft">
      {message.content !== "" && (
        <IconButton
          size="small"
          icon={copied ? Check : Copy}
          label={copied ? m.chat.copied : m.chat.copyMessage}
          onClick={() => copy(message.content)}
        />
      )}
      {canRegenerate && status !== "failed" && (
        <IconButton size="small" icon={RotateCcw} label={m.chat.regenerate} onClick={() => turns.regenerate(message)} />
      )}
      <span className="ms-1.5 tabular-nums">{facts.join(" · ")}</span>
    </footer>
  );
}
