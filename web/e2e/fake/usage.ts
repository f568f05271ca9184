import { type Exchange, type Handler, json, problem } from "./http.ts";
import { newId } from "./store.ts";

/** What a call was told apart by. */
type Key = Record<"day" | "provider" | "model" | "user" | "persona" | "feature" | "key" | "conversation", string | null>;

interface Sums {
  calls: number;
  prompt_tokens: number;
  completion_tokens: number;
  cost: number;
  unpriced_calls: number;
  estimated_calls: number;
}

type Entry = Key & Sums;

interface Budget {
  id: string;
  scope: string;
  subject: string;
  period: string;
  limit: number;
}

const DAY = 86_400_000;
const models = [
  ["openai", "gpt-5-mini"], ["openai", "gpt-5"], ["anthropic", "claude-haiku-4-5"], ["openai", "unpriced"], ["offline", "offline-assistant"],
] as const;
const entries: Entry[] = [];
const budgets = new Map<string, Budget>();
let operator: string | null = null;

/** Ninety days of use, the same at every start. */
export function addUsage(conversations: string[]): void {
  for (let back = 0; back < 90; back++) {
    if (back % 6 === 5) continue;
    const day = new Date(Date.now() - back * DAY).toISOString().slice(0, 10);
    models.forEach(([provider, model], at) => {
      const calls = 1 + ((back * 7 + at * 5) % 9);
      const tokens = calls * (400 + ((back * 131 + at * 57) % 900));
      const price = [0.000_000_4, 0.000_004, 0.000_001, 0, 0][at] ?? 0;
      entries.push({
        day, provider, model, user: "0195b6c4-6f1e-7a51-9f0e-3b7f2a1c5d10", persona: at % 2 ? "sailor" : null, feature: at === 2 ? "openai_api" : "chat",
        key: null, conversation: conversations[(back + at) % conversations.length] ?? null, calls, prompt_tokens: tokens * 3, completion_tokens: tokens,
        cost: tokens * 4 * price, unpriced_calls: model === "unpriced" ? calls : 0, estimated_calls: at === 2 ? 1 : 0,
      });
    });
  }
  for (const [scope, subject, limit] of [["tenant", "", 0.05], ["model", "openai/gpt-5", 40]] as const) add({ scope, subject, period: "month", limit });
}

export const usageRoutes: [method: string, path: RegExp, handler: Handler][] = [
  ["GET", /^\/usage$/, report],
  ["GET", /^\/budgets$/, ({ response }) => json(response, 200, { data: [...budgets.values()].map(standing) })],
  ["POST", /^\/budgets$/, create],
  ["PATCH", /^\/budgets\/(\w+)$/, change],
  ["DELETE", /^\/budgets\/(\w+)$/, ({ response, id }) => void (budgets.delete(id), response.writeHead(204).end())],
  ["GET", /^\/admin\/degradation$/, ({ response }) => json(response, 200, service())],
  ["PUT", /^\/admin\/degradation$/, ({ response, body }) => {
    operator = body["level"] === "full" ? null : String(body["level"]);
    json(response, 200, service());
  }],
];

const service = () => ({ level: operator ?? "full", automatic: "full", operator });

function report({ response, search }: Exchange): void {
  const [from, to] = [search.get("from") ?? "", search.get("to") ?? ""];
  if (to < from) return problem(response, 400, "VALIDATION_ERROR", "to: Must not be before from.", { to: ["Must not be before from."] });
  const by = (search.get("group_by") ?? "day").split(",") as (keyof Key)[];
  const groups = new Map<string, Entry[]>();
  for (const entry of entries.filter(({ day }) => day !== null && day >= from && day <= to)) {
    const key = by.map((name) => entry[name]).join("|");
    groups.set(key, [...(groups.get(key) ?? []), entry]);
  }

  const rows = [...groups.values()].map((group) => ({ ...Object.fromEntries(by.map((name) => [name === "day" ? "period" : name, group[0]?.[name] ?? null])), ...sum(group) }));
  if (search.get("format") !== "csv") return json(response, 200, { from, to, total: sum(rows), rows });
  response.writeHead(200, { "Content-Type": "text/csv" });
  response.end(`${Object.keys(rows[0] ?? {}).join(",")}\r\n${rows.map((row) => Object.values(row).join(",")).join("\r\n")}`);
}

function sum(rows: Sums[]): Sums {
  const names = ["calls", "prompt_tokens", "completion_tokens", "cost", "unpriced_calls", "estimated_calls"] as const;
  return Object.fromEntries(names.map((name) => [name, rows.reduce((all, row) => all + row[name], 0)])) as unknown as Sums;
}

function create({ response, body }: Exchange): void {
  const errors: Record<string, string[]> = {};
  const [scope, subject, limit] = [String(body["scope"]), String(body["subject"] ?? ""), Number(body["limit"] ?? 0)];
  if (scope !== "tenant" && subject === "") errors["subject"] = ["Give 1 to 200 characters."];
  if (!(limit > 0)) errors["limit"] = ["Give US dollars, more than 0 and at most 10,000,000."];
  if (Object.keys(errors).length > 0) return problem(response, 400, "VALIDATION_ERROR", "The budget is not valid.", errors);
  const twin = [...budgets.values()].some((other) => other.scope === scope && other.subject === subject && other.period === body["period"]);
  if (twin) return problem(response, 409, "CONFLICT", "There is such a budget already. Change its limit instead.");
  json(response, 201, standing(add({ scope, subject, limit, period: String(body["period"]) })));
}

function change({ response, body, id }: Exchange): void {
  const found = budgets.get(id);
  if (!found) return problem(response, 404, "NOT_FOUND", "There is no such budget.");
  const limit = Number(body["limit"] ?? 0);
  if (!(limit > 0)) return problem(response, 400, "VALIDATION_ERROR", "limit", { limit: ["Give US dollars, more than 0 and at most 10,000,000."] });
  found.limit = limit;
  json(response, 200, standing(found));
}

function add(budget: Omit<Budget, "id">): Budget {
  const added = { ...budget, id: newId("bdg") };
  budgets.set(added.id, added);
  return added;
}

function standing(budget: Budget) {
  const spent = budget.scope === "tenant" ? 0.046 : 12.5;
  const reserved = budget.scope === "tenant" ? 0.001 : 0;
  const now = new Date();
  const resets = budget.period === "day" ? Math.ceil(now.getTime() / DAY) * DAY : Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1, 1);
  return { ...budget, spent, reserved, remaining: Math.max(0, budget.limit - spent - reserved), resets_at: new Date(resets).toISOString() };
}
