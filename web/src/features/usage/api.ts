import { query, send, sendJson } from "@/shared/http";

/** One row of the report: what it is told apart by, and the sums. */
export interface UsageRow {
  period?: string | null;
  provider?: string | null;
  model?: string | null;
  user?: string | null;
  persona?: string | null;
  feature?: string | null;
  conversation?: string | null;
  calls: number;
  prompt_tokens: number;
  completion_tokens: number;
  /** US dollars, of the calls whose price is known. */
  cost: number;
  unpriced_calls: number;
  estimated_calls: number;
}

export interface UsageReport {
  from: string;
  to: string;
  total: UsageRow;
  rows: UsageRow[];
}

/** Days as 2026-11-01, both included, in UTC. */
export interface Period {
  from: string;
  to: string;
}

export type Dimension = "day" | "provider" | "model" | "feature" | "persona" | "user" | "key" | "conversation";

export function fetchUsage(period: Period, by: Dimension[], signal: AbortSignal): Promise<UsageReport> {
  return sendJson(reportPath(period, by), { signal });
}

/** Where the browser finds the report as a table to keep. */
export function csvAddress(period: Period): string {
  return `/api/v1${reportPath(period, ["day", "provider", "model", "feature", "persona", "user", "key", "conversation"])}&format=csv`;
}

function reportPath({ from, to }: Period, by: Dimension[]): string {
  return `/usage${query({ from, to, group_by: by.join(",") })}`;
}

export type Scope = "tenant" | "user" | "key" | "model" | "persona" | "feature";

/** Amounts in US dollars. */
export interface Budget {
  id: string;
  scope: Scope;
  subject: string;
  period: "day" | "month";
  limit: number;
  spent: number;
  reserved: number;
  remaining: number;
  resets_at: string;
}

export interface NewBudget {
  scope: Scope;
  subject: string | null;
  period: string;
  limit: number | null;
}

export async function fetchBudgets(signal: AbortSignal): Promise<Budget[]> {
  return (await sendJson<{ data: Budget[] }>("/budgets", { signal })).data;
}

export function createBudget(budget: NewBudget): Promise<Budget> {
  return sendJson("/budgets", { method: "POST", body: budget });
}

export function changeLimit(id: string, limit: number | null): Promise<Budget> {
  return sendJson(`/budgets/${encodeURIComponent(id)}`, { method: "PATCH", body: { limit } });
}

export async function deleteBudget(id: string): Promise<void> {
  await send(`/budgets/${encodeURIComponent(id)}`, { method: "DELETE" });
}

export const levels = ["full", "degraded", "minimal", "offline"] as const;

export type Level = (typeof levels)[number];

export interface ServiceLevel {
  /** What holds. */
  level: Level;
  /** What the health of the models makes it. */
  automatic: Level;
  /** What an operator has set; null for nothing. */
  operator: Level | null;
}

export function fetchServiceLevel(signal: AbortSignal): Promise<ServiceLevel> {
  return sendJson("/admin/degradation", { signal });
}

export function setServiceLevel(level: Level): Promise<ServiceLevel> {
  return sendJson("/admin/degradation", { method: "PUT", body: { level } });
}
