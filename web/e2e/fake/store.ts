import { randomBytes } from "node:crypto";

/** The contract's shapes, kept in memory. Field names are the wire's. */
export interface Conversation {
  id: string;
  title: string;
  pinned: boolean;
  provider: string | null;
  model: string | null;
  persona: string | null;
  running_turn_id: string | null;
  created_at: string;
  updated_at: string;
}

export interface Message {
  id: string;
  conversation_id: string;
  parent_id: string | null;
  turn_id: string;
  role: "user" | "assistant";
  content: string;
  status: "complete" | "running" | "cancelled" | "interrupted" | "failed";
  finish_reason: string | null;
  provider: string | null;
  model: string | null;
  tokens_used: { prompt: number; completion: number; total: number } | null;
  cost: number | null;
  cache: string | null;
  error: { code: string; detail: string; retryable: boolean } | null;
  sources: Record<string, unknown>[] | null;
  citations: Record<string, unknown> | null;
  created_at: string;
}

export const conversations = new Map<string, Conversation>();
/** Per conversation, its active path in order. */
export const paths = new Map<string, Message[]>();

let clock = 0;

export function newId(prefix: string): string {
  clock += 1;
  return `${prefix}_${(Date.now().toString(36) + clock.toString(36).padStart(6, "0") + randomBytes(12).toString("hex")).slice(0, 26)}`;
}

export const now = () => new Date().toISOString();

export function addConversation(title: string, updatedAt = now()): Conversation {
  const conversation: Conversation = {
    id: newId("conv"),
    title,
    pinned: false,
    provider: null,
    persona: null,
    model: null,
    running_turn_id: null,
    created_at: updatedAt,
    updated_at: updatedAt,
  };
  conversations.set(conversation.id, conversation);
  paths.set(conversation.id, []);
  return conversation;
}

export function addMessage(conversation: Conversation, turnId: string, part: Pick<Message, "role" | "content" | "status">): Message {
  const path = paths.get(conversation.id) ?? [];
  const message: Message = {
    ...part,
    id: newId("msg"),
    conversation_id: conversation.id,
    parent_id: path.at(-1)?.id ?? null,
    turn_id: turnId,
    finish_reason: null,
    provider: null,
    model: null,
    tokens_used: null,
    cost: 0,
    cache: null,
    error: null,
    sources: null,
    citations: null,
    created_at: now(),
  };
  path.push(message);
  return message;
}
