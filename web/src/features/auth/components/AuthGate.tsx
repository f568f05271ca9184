import { useQuery, useQueryClient } from "@tanstack/react-query";
import { type ComponentType, lazy, type ReactNode, Suspense, useState } from "react";
import type { Me } from "@/shared/identity";
import { returnPath } from "@/shared/lib/returnPath";
import { refresh } from "../api";
import { browserRecord } from "../model/record";
import { createRenewal, withBrowserLock } from "../model/renewal";
import { type Start, start } from "../model/start";
import { SignedInPlace } from "./SignedInPlace";

// Who is signed in already does not load them.
const SignInPage = lazy(() => import("./SignInPage"));
const LinkPage = lazy(() => import("./LinkPage"));

const queryKey = ["start"];

interface Props {
  /** What the page is for whoever is signed in. */
  children: ReactNode;
  Unreachable: ComponentType<{ onRetry(): void }>;
  loading: ReactNode;
  /** Somebody is signed in, and nothing of theirs is shown yet. */
  onPerson(me: Me): void;
  /** Somebody has signed out: what this browser keeps of theirs has to go. */
  onSignedOut(): void;
}

/** Lets in whoever is signed in, and everybody where there are no accounts. Others are asked who they are. */
export function AuthGate({ children, Unreachable, loading, onPerson, onSignedOut }: Props) {
  const client = useQueryClient();
  const [record] = useState(browserRecord);
  const [renew] = useState(() => createRenewal({ refresh, record, exclusively: withBrowserLock, now: Date.now }));
  const { data, error, refetch } = useQuery({
    queryKey,
    async queryFn() {
      const found = await start(renew, isLink());
      if (found.me?.mode === "accounts") onPerson(found.me);
      if (found.me) leaveSignIn();
      return found;
    },
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: Number.POSITIVE_INFINITY,
    retry: false,
  });

  if (error && !data) return <Unreachable onRetry={() => void refetch()} />;
  if (!data) return loading;
  const { config, me } = data;
  if (config && isLink()) {
    return <Suspense fallback={loading}><LinkPage config={config} record={record} signedIn={me !== null} /></Suspense>;
  }
  if (!me) return config && <Suspense fallback={loading}><SignInPage config={config} record={record} /></Suspense>;
  const changed = (next: Me) => client.setQueryData<Start>(queryKey, (known) => known && { ...known, me: next });
  return (
    <SignedInPlace me={me} record={record} renew={renew} onChanged={changed} onSignedOut={onSignedOut}>
      {children}
    </SignedInPlace>
  );
}

const isLink = () => /^\/link\/?$/.test(window.location.pathname);

/** Whoever is signed in already has nothing to do there. */
function leaveSignIn() {
  const { pathname, search } = window.location;
  if (/^\/sign-in\/?$/.test(pathname)) window.history.replaceState(null, "", returnPath(new URLSearchParams(search).get("return_to")));
}
