/** The server's error shape (RFC 9457), plus two codes of the page's own for what never reached a server. */
export interface Problem {
  code: string;
  detail: string;
  status: number;
  retryable: boolean;
  retryAfter: number | null;
  /** The same as a time, in milliseconds since 1970, reckoned when the problem arrived. */
  retryAt: number | null;
  errors: Record<string, string[]>;
}

export const NETWORK_ERROR = "NETWORK_ERROR";
export const CONNECTION_LOST = "CONNECTION_LOST";

/** The session is over or has run out: renewing it may help, signing in does. */
export const AUTHENTICATION_ERROR = "AUTHENTICATION_ERROR";

/** Nothing helps before the budget begins anew. */
export const BUDGET_EXCEEDED = "BUDGET_EXCEEDED";

export class ProblemError extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.detail);
    this.name = "ProblemError";
    this.problem = problem;
  }
}

export function localProblem(code: string, detail = ""): Problem {
  return { code, detail, status: 0, retryable: true, retryAfter: null, retryAt: null, errors: {} };
}

/** @param header The seconds of a Retry-After header, for answers whose body says nothing of it. */
export function toProblem(body: unknown, status: number, header: number | null = null): Problem {
  const fields = isRecord(body) ? body : {};
  const told = fields["retry_after"];
  const retryAfter = typeof told === "number" ? told : header;
  return {
    code: text(fields["code"]) || `HTTP_${status}`,
    detail: text(fields["detail"]) || text(fields["title"]),
    status: typeof fields["status"] === "number" ? fields["status"] : status,
    retryable: typeof fields["retryable"] === "boolean" ? fields["retryable"] : status >= 500,
    retryAfter,
    retryAt: retryAfter === null ? null : Date.now() + retryAfter * 1000,
    errors: isRecord(fields["errors"]) ? (fields["errors"] as Record<string, string[]>) : {},
  };
}

export function problemOf(error: unknown): Problem {
  return error instanceof ProblemError ? error.problem : localProblem(NETWORK_ERROR);
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}
