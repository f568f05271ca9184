import { vi } from "vitest";
import { type Ending, encode, type Frame, streamResponse } from "./stream";

export const headers = {
  "X-Conversation-Id": "conv_1",
  "X-Turn-Id": "turn_1",
  "X-User-Message-Id": "msg_q",
  "X-Message-Id": "msg_a",
};

export type Reply = Response | Error | (() => Promise<Response>);

/** Answers requests by "METHOD /path" with the given replies, one after the other; the last one stays. */
export function fakeServer(replies: Record<string, Reply[]>) {
  const calls: { route: string; init: RequestInit }[] = [];
  const fetch = vi.fn(async (path: string, init: RequestInit = {}) => {
    const route = `${init.method ?? "GET"} ${path.replace("/api/v1", "").replace(/\?.*/, "")}`;
    calls.push({ route, init });
    const queue = replies[route];
    const reply = queue && queue.length > 1 ? queue.shift() : queue?.[0];
    if (!reply) throw new Error(`unexpected request: ${route}`);
    if (reply instanceof Error) throw reply;
    return typeof reply === "function" ? reply() : reply;
  });
  vi.stubGlobal("fetch", fetch);
  return {
    calls,
    to: (route: string) => calls.filter((call) => call.route === route),
  };
}

export function stream(frames: Frame[], ending: Ending = "close"): Response {
  return streamResponse(frames.map(encode), ending, headers);
}

export function refuse(status: number, code: string, detail: string, more: Record<string, unknown> = {}): Response {
  const body = { type: "about:blank", title: code, status, detail, code, retryable: status >= 500, ...more };
  return Response.json(body, { status, headers: { "Content-Type": "application/problem+json" } });
}

export const networkError = () => new TypeError("Failed to fetch");
