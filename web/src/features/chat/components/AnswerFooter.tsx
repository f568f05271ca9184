import { Check, Copy, RotateCcw } from "lucide-react";
import { BUDGET_EXCEEDED } from "@/shared/http";
import { useCatalogue } from "@/shared/i18n";
import { IconButton } from "@/shared/ui";
import { useCopy } from "@/shared/lib/useCopy";
import { useTurns } from "../hooks/TurnsContext";
import type { Course } from "../model/course";
import type { Message } from "../types";
import { AnswerFacts } from "./AnswerFacts";

interface Props {
  message: Message;
  course: Course;
  canRegenerate: boolean;
}

/** What can be done with an answer, who gave it and what it took. */
export function AnswerFooter({ message, course, canRegenerate }: Props) {
  const m = useCatalogue();
  const turns = useTurns();
  const { copied, copy } = useCopy();
  // A spent budget hides Retry until it begins anew; another model may still be affordable.
  const mayRegenerate = canRegenerate && (message.status !== "failed" || message.error?.code === BUDGET_EXCEEDED);
  return (
    <footer className="mt-1.5 -ms-1.5 flex flex-wrap items-start gap-x-1 text-sm text-ink-soft">
      {message.content !== "" && (
        <IconButton
          size="small"
          icon={copied ? Check : Copy}
          label={copied ? m.chat.copied : m.chat.copyMessage}
          onClick={() => copy(message.content)}
        />
      )}
      {mayRegenerate && (
        <IconButton size="small" icon={RotateCcw} label={m.chat.regenerate} onClick={() => turns.regenerate(message)} />
      )}
      <AnswerFacts message={message} course={course} />
    </footer>
  );
}
