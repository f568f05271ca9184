export function count(language: string, value: number): string {
  return new Intl.NumberFormat(language).format(value);
}

/** A millionth of a dollar: below it digits say nothing any more. */
const SMALLEST = 0.000_001;

/** Answers often cost fractions of a cent: two significant digits say more than two decimals. */
export function dollars(language: string, amount: number): string {
  if (amount > 0 && amount < SMALLEST) return `<${dollars(language, SMALLEST)}`;
  const precision = amount < 0.1 ? { maximumSignificantDigits: 2 } : { maximumFractionDigits: 2 };
  return new Intl.NumberFormat(language, { style: "currency", currency: "USD", ...precision }).format(amount);
}

export function percent(language: string, share: number): string {
  return new Intl.NumberFormat(language, { style: "percent", maximumFractionDigits: 0 }).format(share);
}

/** A moment as the reader's clock has it, given in milliseconds since 1970. */
export function moment(language: string, at: number): string {
  return new Intl.DateTimeFormat(language, { dateStyle: "medium", timeStyle: "short" }).format(at);
}
