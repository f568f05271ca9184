import { RotateCcw } from "lucide-react";
import { BUDGET_EXCEEDED } from "@/shared/http";
import { useCatalogue } from "@/shared/i18n";
import { useCountdown } from "@/shared/lib/useCountdown";
import { Button } from "@/shared/ui";

interface When {
  code: string;
  /** When a retry can help, in milliseconds since 1970; null when that is not known. */
  retryAt: number | null;
}

/** The server tells in UTC when a budget begins anew; the reader's clock may show another time. */
export function ResetTime({ code, retryAt }: When) {
  const m = useCatalogue();
  return code === BUDGET_EXCEEDED && retryAt !== null ? <p className="text-sm text-ink-soft">{m.chat.resets(retryAt)}</p> : null;
}

/** A provider's failure says nothing of the others: the pause is its model's alone, and another one may have been chosen since. */
const MODEL_FAILED = "LLM_PROVIDER_ERROR";

/** Offered when it can help: a pause is counted down, and for a spent budget there is no button until it begins anew. */
export function RetryButton({ code, retryAt, onClick }: When & { onClick(): void }) {
  const m = useCatalogue();
  const left = useCountdown(code === MODEL_FAILED ? null : retryAt);
  if (left > 0 && code === BUDGET_EXCEEDED) return null;
  return (
    <Button onClick={onClick} disabled={left > 0} className="shrink-0 tabular-nums">
      <RotateCcw aria-hidden size={15} />
      {left > 0 ? m.chat.retryIn(left) : m.chat.retry}
    </Button>
  );
}

/** The same for a message that went back to the message box. */
export function AgainIn({ code, retryAt }: When) {
  const m = useCatalogue();
  const left = useCountdown(retryAt);
  if (code === BUDGET_EXCEEDED || left === 0) return null;
  return <p className="text-sm tabular-nums text-ink-soft">{m.chat.againIn(left)}</p>;
}
