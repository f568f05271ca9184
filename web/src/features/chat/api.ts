import { query, send, sendJson } from "@/shared/http";
import type { KnowledgeChoice, ModelChoice, PersonaChoice } from "@/shared/session";
import type { MessagePage, TurnIds } from "./types";

export const PAGE_SIZE = 100;

/** The newest messages first; `offset` counts back from the latest. */
export function fetchMessages(conversationId: string, offset: number, signal: AbortSignal): Promise<MessagePage> {
  const path = `/conversations/${encodeURIComponent(conversationId)}/messages`;
  return sendJson(path + query({ limit: PAGE_SIZE, offset, order: "desc" }), { signal });
}

export interface SendRequest {
  conversationId: string | null;
  text: string;
  model: ModelChoice | null;
  persona?: PersonaChoice | null;
  knowledge?: KnowledgeChoice | null;
  idempotencyKey: string;
}

/** Posts a question. A page that goes to sleep or is closed comes back to a finished answer: the turn goes on without it. */
export function openTurn({ conversationId, text, model, persona, knowledge, idempotencyKey }: SendRequest, signal: AbortSignal): Promise<Response> {
  return send("/chat/stream", {
    method: "POST",
    headers: { "Idempotency-Key": idempotencyKey },
    body: { conversation_id: conversationId ?? undefined, message: text, on_disconnect: "continue", ...model, ...persona, ...knowledge },
    signal,
  });
}

export interface RegenerateRequest {
  conversationId: string;
  questionId: string | null;
  model: ModelChoice | null;
  persona?: PersonaChoice | null;
  knowledge?: KnowledgeChoice | null;
  idempotencyKey: string;
}

export function openRegenerate(request: RegenerateRequest, signal: AbortSignal): Promise<Response> {
  const { conversationId, questionId, model, persona, knowledge, idempotencyKey } = request;
  return send(`/conversations/${encodeURIComponent(conversationId)}/regenerate`, {
    method: "POST",
    headers: { "Idempotency-Key": idempotencyKey },
    body: { message_id: questionId ?? undefined, on_disconnect: "continue", ...model, ...persona, ...knowledge },
    signal,
  });
}

/** Everything after the given event; 0 replays the turn from its start. */
export function resumeTurn(turnId: string, lastEventId: number, signal: AbortSignal): Promise<Response> {
  const headers: Record<string, string> = lastEventId > 0 ? { "Last-Event-ID": String(lastEventId) } : {};
  return send(`/chat/stream/${encodeURIComponent(turnId)}`, { headers, signal });
}

export async function stopTurn(conversationId: string): Promise<void> {
  await send(`/conversations/${encodeURIComponent(conversationId)}/stop`, { method: "POST" });
}

export function turnIds({ headers }: Response): TurnIds {
  return {
    conversationId: headers.get("X-Conversation-Id") ?? "",
    turnId: headers.get("X-Turn-Id") ?? "",
    questionId: headers.get("X-User-Message-Id") ?? "",
    answerId: headers.get("X-Message-Id") ?? "",
  };
}
