import { X } from "lucide-react";
import { useCatalogue } from "@/shared/i18n";
import { IconButton } from "@/shared/ui";
import type { Turn } from "../model/turn";
import { problemText } from "./problemText";
import { AgainIn, ResetTime } from "./Retrying";

/** Why the server refused to begin. */
export function Notice({ turn, onDismiss }: { turn: Turn | null; onDismiss(): void }) {
  const m = useCatalogue();
  const refused = turn?.phase === "failed" && !turn.ids && !turn.question;
  if (!refused || !turn.error) return null;
  const fields = Object.values(turn.error.errors).flat();
  return (
    <div className="notice notice-danger">
      <div className="min-w-0 flex-1">
        <div role="alert">
          <p className="font-medium">{problemText(turn.error, m, false)}</p>
          {fields.map((field) => (
            <p key={field}>{field}</p>
          ))}
          {turn.returned && <p>{m.chat.notSent}</p>}
          <ResetTime code={turn.error.code} retryAt={turn.error.retryAt} />
        </div>
        <AgainIn code={turn.error.code} retryAt={turn.error.retryAt} />
      </div>
      <IconButton icon={X} label={m.app.close} size="small" onClick={onDismiss} />
    </div>
  );
}
