export function count(language: string, value: number): string {
  return new Intl.NumberFormat(language).format(value);
}

/** Answers often cost fractions of a cent: two significant digits say more than two decimals. */
export function dollars(language: string, amount: number): string {
  const precision = amount < 0.1 ? { maximumSignificantDigits: 2 } : { maximumFractionDigits: 2 };
  return new Intl.NumberFormat(language, { style: "currency", currency: "USD", ...precision }).format(amount);
}
