import { isRecord, toProblem } from "@/shared/http";
import type { SseEvent } from "@/shared/sse";
import { reportOf, sourceOf } from "../citations/decode";
import type { CacheHit, Completion, Failover, ServedBy, TokensUsed, ToolStep, TurnEvent } from "../types";

/** Reads one event; null for names this page does not know, so that the server may add some. */
export function decodeEvent({ event, data }: SseEvent): TurnEvent | null {
  const fields = parse(data);
  switch (event) {
    case "token":
      return { type: "token", token: text(fields["token"]) };
    case "tool":
      return { type: "tool", step: toolStep(fields) };
    case "failover":
      return { type: "failover", failover: failover(fields) };
    case "cache":
      return { type: "cache", hit: cacheHit(fields) };
    case "source": {
      const source = sourceOf(fields);
      return source && { type: "source", source };
    }
    case "complete":
      return { type: "complete", completion: completion(fields) };
    case "error":
      return { type: "error", problem: toProblem(fields, 0) };
    default:
      return null;
  }
}

function toolStep(fields: Record<string, unknown>): ToolStep {
  const status = fields["status"];
  const result = fields["result"];
  return {
    id: text(fields["id"]),
    name: text(fields["name"]),
    arguments: fields["arguments"] ?? null,
    status: status === "done" || status === "failed" ? status : "running",
    result: result === undefined || result === null ? null : typeof result === "string" ? result : JSON.stringify(result, null, 2),
  };
}

function failover(fields: Record<string, unknown>): Failover {
  return { restarts: fields["mode"] === "restart", from: servedBy(fields["from"]), to: servedBy(fields["to"]) };
}

function servedBy(value: unknown): ServedBy {
  const fields = isRecord(value) ? value : {};
  return { provider: text(fields["provider"]), model: text(fields["model"]) };
}

function cacheHit(fields: Record<string, unknown>): CacheHit {
  return { outcome: text(fields["outcome"]), similarity: number(fields["similarity"]) };
}

function completion(fields: Record<string, unknown>): Completion {
  return {
    finishReason: text(fields["finish_reason"]),
    tokensUsed: isTokens(fields["tokens_used"]) ? fields["tokens_used"] : null,
    cost: number(fields["cost"]),
    cache: text(fields["cache"]) || null,
    degradation: text(fields["degradation"]) || "full",
    title: text(fields["title"]),
    provider: text(fields["provider"]),
    model: text(fields["model"]),
    citations: reportOf(fields["citations"]),
  };
}

function isTokens(value: unknown): value is TokensUsed {
  return isRecord(value) && typeof value["total"] === "number";
}

function parse(data: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(data);
    return isRecord(value) ? value : {};
  } catch {
    return {};
  }
}

function number(value: unknown): number | null {
  return typeof value === "number" ? value : null;
}

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}
