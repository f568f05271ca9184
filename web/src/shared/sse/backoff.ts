export interface BackoffOptions {
  /** Milliseconds before the first retry. */
  base: number;
  /** No wait is longer than this many milliseconds. */
  cap: number;
}

/** Exponential with equal jitter: half of the wait is certain, half is random, so that clients spread out. */
export function backoff(attempt: number, { base, cap }: BackoffOptions, random: () => number = Math.random): number {
  const ceiling = Math.min(cap, base * 2 ** (attempt - 1));
  return Math.round(ceiling / 2 + (random() * ceiling) / 2);
}
