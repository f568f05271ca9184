import { isRecord, toProblem } from "@/shared/http";
import type { SseEvent } from "@/shared/sse";
import type { Completion, TokensUsed, ToolStep, TurnEvent } from "../types";

/** Reads one event; null for names this page does not know, so that the server may add some. */
export function decodeEvent({ event, data }: SseEvent): TurnEvent | null {
  const fields = parse(data);
  switch (event) {
    case "token":
      return { type: "token", token: text(fields["token"]) };
    case "tool":
      return { type: "tool", step: toolStep(fields) };
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

function completion(fields: Record<string, unknown>): Completion {
  return {
    finishReason: text(fields["finish_reason"]),
    tokensUsed: isTokens(fields["tokens_used"]) ? fields["tokens_used"] : null,
    cost: typeof fields["cost"] === "number" ? fields["cost"] : 0,
    cache: text(fields["cache"]) || null,
    title: text(fields["title"]),
    provider: text(fields["provider"]),
    model: text(fields["model"]),
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

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}
