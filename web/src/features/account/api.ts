import { type Page, query, send, sendJson } from "@/shared/http";
import type { Me } from "@/shared/identity";

export interface Session {
  id: string;
  current: boolean;
  method: string;
  user_agent: string | null;
  address: string | null;
  created_at: string;
  last_seen_at: string;
  expires_at: string;
}

export const changeName = (name: string) => sendJson<Me>("/auth/me", { method: "PATCH", body: { name } });

export async function changePassword(current: string, next: string): Promise<void> {
  // A wrong password may be answered like any failed sign-in; it says nothing of the session this page has.
  await send("/auth/password", { method: "POST", body: { current_password: current, new_password: next } });
}

export const fetchSessions = (signal: AbortSignal) => sendJson<Page<Session>>(`/auth/sessions${query({ limit: 100 })}`, { signal });

export async function endSession(id: string): Promise<void> {
  await send(`/auth/sessions/${encodeURIComponent(id)}`, { method: "DELETE" });
}
