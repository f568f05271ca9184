import type { Problem } from "@/shared/http";
import type { CitationReport, Source } from "./citations/types";

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
  /** US dollars; null where a price is not known. */
  cost: number | null;
  /** Which cache answered; null when a model did. */
  cache: string | null;
  error: { code: string; detail: string; retryable: boolean } | null;
  /** The passages it was given; null where it was to rest on none. */
  sources: Source[] | null;
  /** Null where nothing was checked. */
  citations: CitationReport | null;
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

/** A model broke off and another one goes on: with the text so far, or from the beginning. */
export interface Failover {
  restarts: boolean;
  from: ServedBy;
  to: ServedBy;
}

export interface ServedBy {
  provider: string;
  model: string;
}

/** The answer was given before. */
export interface CacheHit {
  /** exact, semantic or shared. */
  outcome: string;
  /** For semantic: how near the two questions are, 0 to 1. */
  similarity: number | null;
}

export interface Completion {
  finishReason: string;
  tokensUsed: TokensUsed | null;
  /** US dollars; null where a price is not known. */
  cost: number | null;
  cache: string | null;
  /** How much of Parley worked: full, degraded, minimal or offline. */
  degradation: string;
  title: string;
  provider: string;
  model: string;
  citations: CitationReport | null;
}

export type TurnEvent =
  | { type: "token"; token: string }
  | { type: "tool"; step: ToolStep }
  | { type: "failover"; failover: Failover }
  | { type: "cache"; hit: CacheHit }
  | { type: "source"; source: Source }
  | { type: "complete"; completion: Completion }
  | { type: "error"; problem: Problem };
