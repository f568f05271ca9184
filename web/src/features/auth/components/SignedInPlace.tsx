import { type ReactNode, useCallback, useEffect, useEffectEvent, useMemo } from "react";
import { problemOf, type Renew } from "@/shared/http";
import { IdentityContext, type Me } from "@/shared/identity";
import { signOut as endSession } from "../api";
import { keepSession } from "../model/keeper";
import type { RecordStore } from "../model/record";

interface Props {
  me: Me;
  record: RecordStore;
  renew: Renew;
  children: ReactNode;
  onChanged(me: Me): void;
  onSignedOut(): void;
}

/** The page while somebody is signed in. It is left by loading it anew, which forgets all that was in memory. */
export function SignedInPlace({ me, record, renew, children, onChanged, onSignedOut }: Props) {
  const keep = useEffectEvent(() =>
    keepSession({
      me,
      renew,
      record,
      now: Date.now,
      onEnded: () => window.location.assign(signInAddress()),
      onSignedOut: () => window.location.replace("/sign-in"),
      onOther: () => window.location.reload(),
    }),
  );
  const kept = me.mode === "accounts";
  useEffect(() => (kept ? keep() : undefined), [kept, me.id]);

  const signOut = useCallback(
    async (everywhere: boolean) => {
      try {
        await endSession(everywhere);
      } catch (error) {
        // A session that is over already needs no end; anything else has to be told.
        if (problemOf(error).status !== 401) throw error;
      }
      onSignedOut();
      record.write(null);
      window.location.replace("/sign-in");
    },
    [record, onSignedOut],
  );
  const identity = useMemo(() => ({ me, changed: onChanged, signOut }), [me, onChanged, signOut]);
  return <IdentityContext value={identity}>{children}</IdentityContext>;
}

/** Sign-in, and from there back to where one is. */
function signInAddress(): string {
  const { pathname, search, hash } = window.location;
  const here = pathname + search + hash;
  return here === "/" ? "/sign-in" : `/sign-in?${new URLSearchParams({ return_to: here })}`;
}
