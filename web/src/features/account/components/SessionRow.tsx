import { Button } from "@/shared/ui";
import type { Session } from "../api";
import { deviceName } from "../device";
import { useTexts } from "../texts";

export function SessionRow({ session, pending, onEnd }: { session: Session; pending: boolean; onEnd(): void }) {
  const { sessions: t } = useTexts();
  const device = deviceName(session.user_agent) ?? t.unknown;
  return (
    <li className="card flex flex-wrap items-center justify-between gap-3">
      <div className="min-w-0 flex-1 basis-56">
        <h3 className="font-medium wrap-anywhere" title={session.user_agent ?? undefined}>
          {device}
          {session.current && <span className="pill ms-2 inline-block font-normal">{t.current}</span>}
        </h3>
        <p className="text-sm text-ink-soft wrap-anywhere">
          {[session.address, t.methods[session.method] ?? session.method, t.seen(session.last_seen_at)].filter(Boolean).join(" · ")}
        </p>
      </div>
      {!session.current && (
        <Button aria-label={t.endOf(device, session.last_seen_at)} disabled={pending} onClick={onEnd}>
          {t.end}
        </Button>
      )}
    </li>
  );
}
