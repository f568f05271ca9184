import type { IncomingMessage, ServerResponse } from "node:http";

export type Body = Record<string, unknown>;

export interface Exchange {
  request: IncomingMessage;
  response: ServerResponse;
  body: Body;
  search: URLSearchParams;
  id: string;
  /** The second part of the address that varies. */
  part: string;
}

export type Handler = (exchange: Exchange) => void;

export function json(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { "Content-Type": status >= 400 ? "application/problem+json" : "application/json" });
  response.end(JSON.stringify(body));
}

export function problem(response: ServerResponse, status: number, code: string, detail: string, errors?: Record<string, string[]>): void {
  json(response, status, { type: "about:blank", title: detail, status, detail, code, retryable: status >= 500, retry_after: null, trace_id: "0", errors });
}

export function page<T>(all: T[], search: URLSearchParams, size: number) {
  const limit = Number(search.get("limit") ?? size);
  const offset = Number(search.get("offset") ?? 0);
  return {
    data: all.slice(offset, offset + limit),
    pagination: { total: all.length, limit, offset, has_more: offset + limit < all.length },
  };
}
