import { query, send, sendJson } from "@/shared/http";

export interface Conversation {
  id: string;
  title: string;
  pinned: boolean;
  provider: string | null;
  model: string | null;
  persona?: string | null;
  running_turn_id: string | null;
  created_at: string;
  updated_at: string;
}

export interface ConversationPage {
  data: Conversation[];
  pagination: { total: number; limit: number; offset: number; has_more: boolean };
}

export type ConversationChange = Partial<Pick<Conversation, "title" | "pinned">>;

const PAGE_SIZE = 50;

const path = (id: string) => `/conversations/${encodeURIComponent(id)}`;

export function fetchConversations(search: string, offset: number, signal: AbortSignal): Promise<ConversationPage> {
  return sendJson(`/conversations${query({ limit: PAGE_SIZE, offset, q: search })}`, { signal });
}

export function fetchConversation(id: string, signal: AbortSignal): Promise<Conversation> {
  return sendJson(path(id), { signal });
}

export function changeConversation(id: string, change: ConversationChange): Promise<Conversation> {
  return sendJson(path(id), { method: "PATCH", body: change });
}

export async function deleteConversation(id: string): Promise<void> {
  await send(path(id), { method: "DELETE" });
}
