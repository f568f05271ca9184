import { useState } from "react";
import { useIdentity } from "@/shared/identity";
import { Button, ConfirmDialog, Failed, Section } from "@/shared/ui";
import { useTexts } from "../texts";
import { useSessions } from "../useSessions";
import { SessionRow } from "./SessionRow";

/** Where one is signed in, and how to end that. */
export function SessionsSection() {
  const { sessions: t } = useTexts();
  const { signOut } = useIdentity();
  const { list, end } = useSessions();
  const [leaving, setLeaving] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const sessions = (list.data?.data ?? []).toSorted((a, b) => Number(b.current) - Number(a.current));
  const others = sessions.filter(({ current }) => !current).map(({ id }) => id);
  return (
    <Section title={t.title} hint={t.hint}>
      {list.error && !list.data && <Failed error={list.error} onRetry={() => void list.refetch()} />}
      {!list.error && !list.data && <div className="skeleton h-24" aria-busy="true" />}
      {sessions.length > 0 && (
        <ul className="space-y-3">
          {sessions.map((session) => (
            <SessionRow key={session.id} session={session} pending={end.isPending} onEnd={() => end.mutate([session.id])} />
          ))}
        </ul>
      )}
      {end.error && <Failed error={end.error} onRetry={() => void list.refetch()} />}
      <p role="status" className="sr-only">
        {end.isSuccess ? t.ended : ""}
      </p>
      <div className="flex flex-wrap gap-2.5">
        {others.length > 0 && (
          <Button disabled={end.isPending} onClick={() => end.mutate(others)}>
            {t.endOthers}
          </Button>
        )}
        <Button onClick={() => setLeaving(true)}>{t.everywhere}</Button>
      </div>
      <ConfirmDialog
        open={leaving}
        title={t.everywhereTitle}
        description={t.everywhereHint}
        action={t.everywhere}
        error={failure}
        pending={false}
        onClose={() => setLeaving(false)}
        onConfirm={() => void signOut(true).catch(setFailure)}
      />
    </Section>
  );
}
