import { useEffect } from "react";
import type { AuthConfig } from "@/shared/identity";
import { returnPath } from "@/shared/lib/returnPath";
import { ssoAddress } from "../api";
import type { RecordStore } from "../model/record";
import { useTexts } from "../texts";
import { Frame } from "./Frame";
import { SignInForm } from "./SignInForm";

/** Asks who is there. Whoever came from elsewhere on this page goes back to it. */
export default function SignInPage({ config, record }: { config: AuthConfig; record: RecordStore }) {
  const t = useTexts();
  const { pathname, search, hash } = window.location;
  const asked = new URLSearchParams(search);
  const here = /^\/sign-in\/?$/.test(pathname);
  const returnTo = returnPath(here ? asked.get("return_to") : pathname + search + hash);
  const failure = here ? asked.get("error") : null;

  useEffect(() => {
    if (!here) window.history.replaceState(null, "", returnTo === "/" ? "/sign-in" : `/sign-in?${new URLSearchParams({ return_to: returnTo })}`);
  }, [here, returnTo]);

  if (config.setup_needed) {
    return (
      <Frame title={t.setup.needed} hint={t.setup.neededHint} focus>
        <code className="mt-4 block rounded-lg bg-sunken px-3 py-2 text-sm">parley owner-link</code>
      </Frame>
    );
  }
  return (
    <Frame title={t.signIn.title} hint={returnTo === "/" ? undefined : t.signIn.goOn}>
      <div className="mt-5 space-y-4">
        {failure && (
          <p role="alert" className="notice notice-danger">
            {t.sso.errors[failure] ?? t.sso.failed}
          </p>
        )}
        {config.password.enabled && <SignInForm record={record} returnTo={returnTo} />}
        {config.password.enabled && config.oidc && (
          <p aria-hidden className="auth-or">
            {t.signIn.or}
          </p>
        )}
        {config.oidc && (
          <a className="new-chat px-4" href={ssoAddress(returnTo)}>
            {t.sso.with(config.oidc.name)}
          </a>
        )}
      </div>
    </Frame>
  );
}
