import { useCatalogue } from "@/shared/i18n";

/** The most characters the server takes in one message. */
export const LIMIT = 100_000;
/** From here on the reader is told how much is left. */
const WARN_FROM = 90_000;

export function CharacterCount({ length, hint }: { length: number; hint: string }) {
  const m = useCatalogue();
  const over = length - LIMIT;
  return (
    <>
      <p id="composer-hint" className={length >= WARN_FROM ? "sr-only" : "truncate text-xs text-ink-soft max-sm:sr-only"}>
        {hint}
      </p>
      <p id="composer-count" role={over > 0 ? "alert" : undefined} className={over > 0 ? "text-sm text-danger" : "text-xs text-ink-soft"}>
        {over > 0 ? m.composer.tooLong(over, LIMIT) : length >= WARN_FROM && m.composer.left(-over)}
      </p>
    </>
  );
}
