import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { problemOf } from "@/shared/http";
import type { AuthConfig } from "@/shared/identity";
import { Failed } from "@/shared/ui";
import { inspectLink } from "../api";
import type { RecordStore } from "../model/record";
import { useLinkToken } from "../useLinkToken";
import { useTexts } from "../texts";
import { Frame } from "./Frame";
import { LinkForm } from "./LinkForm";

interface Props {
  config: AuthConfig;
  record: RecordStore;
  /** Whether somebody is signed in here. A link that makes a session puts it in the place of theirs. */
  signedIn: boolean;
}

/** What a one-time link opens: the first owner's setup, an invitation, a new password, another e-mail address. */
export default function LinkPage({ config, record, signedIn }: Props) {
  const { links: t } = useTexts();
  const token = useLinkToken();
  const [done, setDone] = useState(false);
  const { data, error, refetch } = useQuery({
    queryKey: ["link", token],
    queryFn: () => inspectLink(token),
    enabled: token !== "",
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  });

  if (done) return <Ended title={t.changed} hint={t.changedHint} />;
  if (token === "" || (error && isGone(error))) return <Ended title={t.gone} hint={t.goneHint} />;
  if (error) {
    return (
      <Frame title={t.opening} focus>
        <div className="mt-5"><Failed error={error} onRetry={() => void refetch()} /></div>
      </Frame>
    );
  }
  if (!data) return <Frame title={t.opening}><div className="skeleton mt-5 h-40" aria-busy="true" /></Frame>;
  return (
    <Frame title={t.titles[data.purpose](data.tenant_name)} hint={t.hints[data.purpose](data.email)}>
      {signedIn && data.purpose !== "email_change" && <p className="banner mt-4 mb-0">{t.replaces}</p>}
      <LinkForm key={token} token={token} link={data} config={config} record={record} onDone={() => setDone(true)} />
    </Frame>
  );
}

/** The server says of a link that is used, run out or made up that there is none such. */
function isGone(error: unknown): boolean {
  const { status } = problemOf(error);
  return status === 404 || status === 400;
}

function Ended({ title, hint }: { title: string; hint: string }) {
  const { signIn } = useTexts();
  return (
    <Frame title={title} hint={hint} focus>
      <a className="new-chat mt-5 px-4" href="/">
        {signIn.toPage}
      </a>
    </Frame>
  );
}
