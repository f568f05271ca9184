const units = ["byte", "kilobyte", "megabyte", "gigabyte"] as const;

/** A size as people say it, with no more digits than they remember. */
export function bytes(language: string, size: number): string {
  const power = Math.min(units.length - 1, Math.floor(Math.log10(Math.max(1, size)) / 3));
  const maximumFractionDigits = power < 2 ? 0 : 1;
  return new Intl.NumberFormat(language, { style: "unit", unit: units[power] ?? "byte", unitDisplay: power === 0 ? "long" : "short", maximumFractionDigits }).format(size / 1000 ** power);
}

export function score(language: string, value: number): string {
  return new Intl.NumberFormat(language, { minimumFractionDigits: 2, maximumFractionDigits: 2 }).format(value);
}

export function milliseconds(language: string, time: number): string {
  return new Intl.NumberFormat(language, { style: "unit", unit: "millisecond", maximumFractionDigits: time < 10 ? 1 : 0 }).format(time);
}

export function day(language: string, at: number): string {
  return new Intl.DateTimeFormat(language, { dateStyle: "medium" }).format(at);
}
