import { type Page, query, send, sendJson } from "@/shared/http";
import type { Role, Tier } from "@/shared/identity";

export interface Person {
  id: string;
  email: string | null;
  name: string;
  role: Role;
  /** Null for the organisation's. */
  tier: Tier | null;
  disabled: boolean;
  has_password: boolean;
  last_sign_in_at: string | null;
  created_at: string;
}

export type PersonChange = Partial<Pick<Person, "name" | "role" | "tier" | "disabled">>;

export interface Invitation {
  id: string;
  email: string;
  role: Role;
  expires_at: string;
  created_at: string;
}

/** A link that is said once. */
export interface OnceLink {
  url: string;
  expires_at: string;
}

export interface Tenant {
  id: string;
  name: string;
}

export const PAGE_SIZE = 50;

const path = (id: string) => `/users/${encodeURIComponent(id)}`;

export const fetchPeople = (q: string, offset: number, signal: AbortSignal) => sendJson<Page<Person>>(`/users${query({ q, limit: PAGE_SIZE, offset })}`, { signal });

export const changePerson = (id: string, change: PersonChange) => sendJson<Person>(path(id), { method: "PATCH", body: change });

export const makeService = (name: string) => sendJson<Person>("/users", { method: "POST", body: { name, role: "service" } });

export async function signOutPerson(id: string): Promise<void> {
  await send(`${path(id)}/sign-out-everywhere`, { method: "POST" });
}

export const resetPassword = (id: string) => sendJson<OnceLink>(`${path(id)}/password-reset`, { method: "POST" });

export const changeEmail = (id: string, email: string) => sendJson<OnceLink>(`${path(id)}/email-change`, { method: "POST", body: { email } });

export const fetchInvitations = (signal: AbortSignal) => sendJson<Page<Invitation>>(`/invitations${query({ limit: 100 })}`, { signal });

export const invite = (email: string, role: Role) => sendJson<Invitation & OnceLink>("/invitations", { method: "POST", body: { email, role } });

export async function withdrawInvitation(id: string): Promise<void> {
  await send(`/invitations/${encodeURIComponent(id)}`, { method: "DELETE" });
}

export const renameTenant = (name: string) => sendJson<Tenant>("/tenant", { method: "PATCH", body: { name } });
