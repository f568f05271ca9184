import { send, sendJson } from "@/shared/http";
import type { Me } from "@/shared/identity";

/** What a sign-in answers when it works by cookies: the tokens themselves never reach this page. */
export interface SignedIn {
  expires_in: number;
  user: Me;
}

export type LinkPurpose = "owner_setup" | "invitation" | "password_reset" | "email_change";

export interface Link {
  purpose: LinkPurpose;
  email: string | null;
  tenant_name: string | null;
  expires_at: string;
}

export interface LinkAnswers {
  name?: string;
  email?: string;
  tenant_name?: string;
  password?: string;
}

/** Asks who is signed in, without renewing a session for it. */
export const fetchMe = () => sendJson<Me>("/auth/me", { anonymous: true });

export const signIn = (email: string, password: string) =>
  sendJson<SignedIn>("/auth/sign-in", { method: "POST", body: { email, password, cookie: true }, anonymous: true });

/** The old refresh token is spent when the server answers, whether or not anybody is there to take the new one. */
export const refresh = () => sendJson<SignedIn>("/auth/refresh", { method: "POST", body: {}, anonymous: true, keepalive: true });

export async function signOut(everywhere: boolean): Promise<void> {
  await send(everywhere ? "/auth/sign-out-everywhere" : "/auth/sign-out", { method: "POST" });
}

export const inspectLink = (token: string) => sendJson<Link>("/auth/links/inspect", { method: "POST", body: { token }, anonymous: true });

/** Null for a link that signs nobody in. */
export async function spendLink(token: string, answers: LinkAnswers): Promise<SignedIn | null> {
  const response = await send("/auth/links/use", { method: "POST", body: { token, ...answers, cookie: true }, anonymous: true });
  return response.status === 204 ? null : ((await response.json()) as SignedIn);
}

/** Where single sign-on begins. The server takes no address but one of its own. */
export function ssoAddress(returnTo: string): string {
  return `/api/v1/auth/oidc/start?${new URLSearchParams({ return_to: returnTo })}`;
}
