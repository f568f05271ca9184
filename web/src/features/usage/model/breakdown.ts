import type { Dimension, UsageRow } from "../api";

export const breakdowns = ["model", "feature", "persona", "user", "conversation"] as const;

export type Breakdown = (typeof breakdowns)[number];

export function dimensionsOf(by: Breakdown): Dimension[] {
  return by === "model" ? ["provider", "model"] : [by];
}

/** What a row is about; null where the calls had none of it, such as a call without a persona. */
export function nameOf(row: UsageRow, by: Breakdown): string | null {
  const name = row[by] ?? null;
  return by === "model" && name !== null && row.provider ? `${row.provider}/${name}` : name;
}

/** The dearest first, then the one most called. */
export function ranked(rows: UsageRow[]): UsageRow[] {
  return rows.toSorted((a, b) => b.cost - a.cost || b.calls - a.calls);
}
