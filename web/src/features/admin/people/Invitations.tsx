import { Button, Failed, Section } from "@/shared/ui";
import { useTexts } from "../texts";
import { useChange } from "../useChange";
import { withdrawInvitation } from "./api";
import { keys, useInvitations } from "./usePeople";

/** Those who were asked and have not come yet. */
export function Invitations() {
  const { people: t } = useTexts();
  const { data, error, refetch } = useInvitations();
  const withdraw = useChange(withdrawInvitation, keys.invitations);
  const open = data?.data ?? [];
  if (!error && open.length === 0) return null;
  return (
    <Section title={t.invitations}>
      {error && <Failed error={error} onRetry={() => void refetch()} />}
      <ul className="space-y-3">
        {open.map(({ id, email, role, expires_at }) => (
          <li key={id} className="card flex flex-wrap items-center justify-between gap-3">
            <div className="min-w-0 flex-1 basis-48">
              <h3 className="font-medium wrap-anywhere">{email}</h3>
              <p className="text-sm text-ink-soft">{[t.roles[role], t.until(expires_at)].join(" · ")}</p>
            </div>
            <Button aria-label={t.withdrawOf(email)} disabled={withdraw.isPending} onClick={() => withdraw.mutate(id)}>
              {t.withdraw}
            </Button>
          </li>
        ))}
      </ul>
      {withdraw.error && <Failed error={withdraw.error} onRetry={() => void refetch()} />}
    </Section>
  );
}
