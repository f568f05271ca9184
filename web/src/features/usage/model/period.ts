import type { Period } from "../api";

export type PeriodKind = "this" | "last" | "custom";

const DAY = 86_400_000;

/** This month up to today, or the whole last month, in UTC as the server counts days. */
export function monthOf(kind: Exclude<PeriodKind, "custom">, now: number): Period {
  const today = new Date(now);
  const [year, month] = [today.getUTCFullYear(), today.getUTCMonth()];
  if (kind === "this") return { from: day(Date.UTC(year, month, 1)), to: day(now) };
  return { from: day(Date.UTC(year, month - 1, 1)), to: day(Date.UTC(year, month, 0)) };
}

/** Every day of the period, oldest first; none when it ends before it begins or an end is missing. */
export function daysOf({ from, to }: Period): string[] {
  const [first, last] = [Date.parse(from), Date.parse(to)];
  const count = Math.floor((last - first) / DAY) + 1;
  return count > 0 ? Array.from({ length: count }, (_, at) => day(first + at * DAY)) : [];
}

function day(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}
