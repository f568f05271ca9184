import { X } from "lucide-react";
import { useCatalogue } from "@/shared/i18n";
import { IconButton } from "@/shared/ui";
import type { Turn } from "../model/turn";
import { problemText } from "./problemText";

/** Why the server refused to begin. */
export function Notice({ turn, onDismiss }: { turn: Turn | null; onDismiss(): void }) {
  const m = useCatalogue();
  const refused = turn?.phase === "failed" && !turn.ids && !turn.question;
  if (!refused || !turn.error) return null;
  const fields = Object.values(turn.error.errors).flat();
  return (
    <div role="alert" className="notice notice-danger">
      <div className="min-w-0 flex-1">
        <p className="font-medium">{problemText(turn.error, m, false)}</p>
        {fields.map((field) => (
          <p key={field}>{field}</p>
        ))}
        {turn.returned && <p>{m.chat.notSent}</p>}
      </div>
      <IconButton icon={X} label={m.app.close} size="small" onClick={onDismiss} />
    </div>
  );
}
