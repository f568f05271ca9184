import type { ReactNode } from "react";
import type { Problem } from "@/shared/http";
import { Button } from "@/shared/ui";
import { useText } from "./text/useText";

interface Props {
  dirty: boolean;
  savable: boolean;
  saving: boolean;
  saved: boolean;
  problem: Problem | null;
  onDiscard(): void;
  children: ReactNode;
}

/** Stays in sight: whether something is unsaved, what went wrong, and the way out. */
export function FormFooter({ dirty, savable, saving, saved, problem, onDiscard, children }: Props) {
  const t = useText();
  return (
    <div className="sticky bottom-0 mt-6 flex flex-wrap items-center gap-2.5 border-t border-line bg-canvas py-3">
      <p role="status" className="min-w-0 flex-1 basis-48 text-sm text-ink-soft">
        {saving ? t.saving : dirty ? t.unsaved : saved ? t.saved : ""}
      </p>
      {problem && (
        <p role="alert" className="w-full text-sm text-danger">
          {problem.status === 409 && problem.code === "CONFLICT" ? problem.detail || t.conflict : `${t.saveFailed} ${problem.detail}`}
        </p>
      )}
      {children}
      <Button disabled={!dirty || saving} onClick={onDiscard}>
        {t.discard}
      </Button>
      <Button type="submit" look="primary" disabled={!savable || saving}>
        {t.save}
      </Button>
    </div>
  );
}
