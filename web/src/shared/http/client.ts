import { ProblemError, localProblem, NETWORK_ERROR, toProblem } from "./problem";

const BASE = "/api/v1";

export interface Call {
  method?: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  body?: unknown;
  headers?: Record<string, string>;
  signal?: AbortSignal;
}

/** Sends a request; whatever is not a 2xx answer becomes a {@link ProblemError}, an abort stays an abort. */
export async function send(path: string, call: Call = {}): Promise<Response> {
  const response = await reach(path, call);
  if (response.ok) return response;
  const body: unknown = await response.json().catch(() => null);
  const problem = toProblem(body, response.status);
  const retryAfter = Number(response.headers.get("Retry-After"));
  throw new ProblemError(retryAfter > 0 ? { ...problem, retryAfter: problem.retryAfter ?? retryAfter } : problem);
}

/** The one place where JSON takes its static type: the page trusts its own server's contract. */
export async function sendJson<T>(path: string, call: Call = {}): Promise<T> {
  return (await (await send(path, call)).json()) as T;
}

export function query(parameters: Record<string, string | number | undefined>): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== undefined && value !== "") search.set(name, String(value));
  }
  return search.size > 0 ? `?${search}` : "";
}

async function reach(path: string, { method = "GET", body, headers, signal }: Call): Promise<Response> {
  try {
    return await fetch(BASE + path, {
      method,
      headers: { ...(body === undefined ? {} : { "Content-Type": "application/json" }), ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(signal ? { signal } : {}),
    });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new ProblemError(localProblem(NETWORK_ERROR));
  }
}
