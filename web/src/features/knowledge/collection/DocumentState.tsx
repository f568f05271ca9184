import { CircleAlert, CircleCheck, LoaderCircle, ShieldQuestionMark } from "lucide-react";
import { cx } from "@/shared/lib/cx";
import type { Doc } from "../api";
import { useTexts } from "../texts";

const icons = { ready: CircleCheck, pending: LoaderCircle, held: ShieldQuestionMark, failed: CircleAlert };

/** How far a document is, by shape and word. */
export function DocumentState({ document: { status } }: { document: Doc }) {
  const { list: t } = useTexts();
  const Icon = icons[status];
  return (
    <span className={cx("inline-flex items-center gap-1.5 whitespace-nowrap", status === "failed" ? "text-danger" : "text-ink-soft")}>
      <Icon aria-hidden size={15} className={status === "pending" ? "spin" : undefined} />
      {t.statuses[status]}
    </span>
  );
}
