import type { Period, UsageRow } from "../api";
import { daysOf } from "./period";

export interface Bar {
  day: string;
  cost: number;
  calls: number;
}

/** One bar for each day of the period, also for those on which nothing was used. */
export function barsOf(period: Period, rows: UsageRow[]): Bar[] {
  const known = new Map(rows.map((row) => [row.period, row]));
  return daysOf(period).map((day) => ({ day, cost: known.get(day)?.cost ?? 0, calls: known.get(day)?.calls ?? 0 }));
}

/** The end of the scale: the first of 1, 2 and 5 times a power of ten that reaches the largest value. */
export function scaleOf(values: number[]): number {
  const largest = Math.max(0, ...values);
  if (largest === 0) return 1;
  const power = 10 ** Math.floor(Math.log10(largest));
  // A hair of slack: 0.3 / 0.1 is a little more than 3.
  return power * ([1, 2, 5].find((step) => step * power >= largest * (1 - 1e-9)) ?? 10);
}
