import { Plus } from "lucide-react";
import { useState } from "react";
import type { Right } from "@/shared/identity";
import { Button, ConfirmDialog, Dialog, Failed, SecretDialog, Section } from "@/shared/ui";
import type { ApiKey } from "./api";
import { KeyForm } from "./KeyForm";
import { KeyRow } from "./KeyRow";
import { useKeyTexts } from "./texts";
import { useKeys } from "./useKeys";

interface Props {
  /** Whose keys; null for one's own. */
  user: string | null;
  /** What a new key may be allowed at most; null where none can be made. */
  grantable: readonly Right[] | null;
}

/** API keys: made, listed, revoked. */
export function Keys({ user, grantable }: Props) {
  const t = useKeyTexts();
  const { list, make, revoke } = useKeys(user);
  const [making, setMaking] = useState(false);
  const [revoking, setRevoking] = useState<ApiKey | null>(null);
  const [secret, setSecret] = useState<string | null>(null);
  const keys = list.data?.data;
  const add = grantable && (
    <Button onClick={() => setMaking(true)}>
      <Plus aria-hidden size={15} />
      {t.make}
    </Button>
  );
  return (
    <Section title={t.title} hint={t.hint} action={add}>
      {list.error && !keys && <Failed error={list.error} onRetry={() => void list.refetch()} />}
      {!list.error && !keys && <div className="skeleton h-20" aria-busy="true" />}
      {keys?.length === 0 && <p className="text-ink-soft">{t.none}</p>}
      {keys && keys.length > 0 && (
        <ul className="space-y-3">
          {keys.map((key) => (
            <KeyRow key={key.id} of={key} onRevoke={() => setRevoking(key)} />
          ))}
        </ul>
      )}
      <Dialog open={making} onOpenChange={setMaking} title={t.make}>
        <KeyForm
          grantable={grantable ?? []}
          error={make.error}
          pending={make.isPending}
          onMake={(key) =>
            make.mutate(key, {
              onSuccess(made) {
                setMaking(false);
                setSecret(made.key);
              },
            })
          }
        />
      </Dialog>
      <SecretDialog secret={secret} title={t.made} description={t.madeHint} label={t.key} onKept={() => setSecret(null)} />
      <ConfirmDialog
        open={revoking !== null}
        title={t.revokeTitle(revoking?.name ?? "")}
        description={t.revokeHint}
        action={t.revoke}
        error={revoke.error}
        pending={revoke.isPending}
        onClose={() => {
          setRevoking(null);
          revoke.reset();
        }}
        onConfirm={() => revoking && revoke.mutate(revoking.id, { onSuccess: () => setRevoking(null) })}
      />
    </Section>
  );
}
