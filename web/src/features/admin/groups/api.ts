import { type Page, query, send, sendJson } from "@/shared/http";

export interface Group {
  id: string;
  name: string;
  members: number;
}

export interface Member {
  id: string;
  name: string;
  email: string | null;
}

const path = (id: string) => `/groups/${encodeURIComponent(id)}`;

export const fetchGroups = (signal: AbortSignal) => sendJson<Page<Group>>(`/groups${query({ limit: 100 })}`, { signal });

export const makeGroup = (name: string) => sendJson<Group>("/groups", { method: "POST", body: { name } });

export const renameGroup = (id: string, name: string) => sendJson<Group>(path(id), { method: "PATCH", body: { name } });

export async function deleteGroup(id: string): Promise<void> {
  await send(path(id), { method: "DELETE" });
}

export const fetchMembers = (id: string, signal: AbortSignal) => sendJson<Page<Member>>(`${path(id)}/members${query({ limit: 100 })}`, { signal });

export async function addMember(id: string, user: string): Promise<void> {
  await send(`${path(id)}/members/${encodeURIComponent(user)}`, { method: "PUT" });
}

export async function removeMember(id: string, user: string): Promise<void> {
  await send(`${path(id)}/members/${encodeURIComponent(user)}`, { method: "DELETE" });
}
