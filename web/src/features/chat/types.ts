import type { Problem } from "@/shared/http";

export interface TokensUsed {
  prompt: number;
  completion: number;
  total: number;
}

export type MessageStatus = "complete" | "running" | "cancelled" | "interrupted" | "failed";

/** A message as the server stores it. */
export interface Message {
  id: string;
  conversation_id: string;
  parent_id: string | null;
  turn_id: string | null;
  role: "user" | "assistant";
  content: string;
  status: MessageStatus;
  finish_reason: string | null;
  provider: string | null;
  model: string | null;
  tokens_used: TokensUsed | null;
  cost: number | null;
  /** Which cache answered; null when a model did. */
  cache: string | null;
  error: { code: string; detail: string; retryable: boolean } | null;
  created_at: string;
}

export interface MessagePage {
  data: Message[];
  pagination: { total: number; limit: number; offset: number; has_more: boolean };
}

/** The identities that a turn's first answer carries in its headers. */
export interface TurnIds {
  conversationId: string;
  turnId: string;
  questionId: string;
  answerId: string;
}

export interface ToolStep {
  id: string;
  name: string;
  arguments: unknown;
  status: "running" | "done" | "failed";
  result: string | null;
}

export interface Completion {
  finishReason: string;
  tokensUsed: TokensUsed | null;
  cost: number;
  /** Which cache answered; null when a model did. */
  cache: string | null;
  title: string;
  provider: string;
  model: string;
}

export type TurnEvent =
  | { type: "token"; token: string }
  | { type: "tool"; step: ToolStep }
  | { type: "complete"; completion: Completion }
  | { type: "error"; problem: Problem };
