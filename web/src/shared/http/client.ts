import { AUTHENTICATION_ERROR, localProblem, NETWORK_ERROR, ProblemError, toProblem } from "./problem";
import { renewSession } from "./renewal";

export const BASE = "/api/v1";

export interface Call {
  method?: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  body?: unknown;
  headers?: Record<string, string>;
  signal?: AbortSignal;
  /** For what works without a session, and for what makes one: a 401 is then the answer, and not a reason to renew it. */
  anonymous?: boolean;
  /** Goes on although the page is left: its answer must not get lost. */
  keepalive?: boolean;
}

/**
 * Sends a request; whatever is not a 2xx answer becomes a {@link ProblemError}, an abort stays an abort. When the
 * session has run out it is renewed, and the request sent once more.
 */
export async function send(path: string, call: Call = {}): Promise<Response> {
  const sentAt = Date.now();
  const response = await reach(path, call);
  if (response.ok) return response;
  const problem = await problemIn(response);
  const expired = isExpired(problem.problem) && !call.anonymous;
  if (!expired || !(await renewSession(sentAt))) throw problem;
  const second = await reach(path, call);
  if (second.ok) return second;
  throw await problemIn(second);
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

export function isExpired({ status, code }: { status: number; code: string }): boolean {
  return status === 401 && code === AUTHENTICATION_ERROR;
}

async function problemIn(response: Response): Promise<ProblemError> {
  const body: unknown = await response.json().catch(() => null);
  const retryAfter = Number(response.headers.get("Retry-After"));
  return new ProblemError(toProblem(body, response.status, retryAfter > 0 ? retryAfter : null));
}

async function reach(path: string, { method = "GET", body, headers, signal, keepalive }: Call): Promise<Response> {
  try {
    return await fetch(BASE + path, {
      method,
      headers: { ...(body === undefined ? {} : { "Content-Type": "application/json" }), ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(signal ? { signal } : {}),
      ...(keepalive ? { keepalive } : {}),
    });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new ProblemError(localProblem(NETWORK_ERROR));
  }
}
