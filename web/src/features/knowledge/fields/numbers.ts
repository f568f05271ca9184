/** Between which a number has to be. */
export interface Bounds {
  least: number;
  most: number;
  /** No decimals. */
  whole?: boolean;
}

/** What was typed as a number, with the decimals of either language; null for nothing, NaN for what is none. */
export function numberOf(text: string): number | null {
  return text.trim() === "" ? null : Number(text.trim().replace(",", "."));
}

/** Whether nothing was typed, or a number that is within its bounds. */
export function fits(text: string, { least, most, whole = false }: Bounds): boolean {
  const value = numberOf(text);
  return value === null || (value >= least && value <= most && (!whole || Number.isInteger(value)));
}
