export const languages = { en: "English", de: "Deutsch" } as const;

export type Language = keyof typeof languages;

/** The first of the browser's languages that the page speaks; English when none is. */
export function browserLanguage(preferred: readonly string[] = navigator.languages): Language {
  const known = preferred.map((tag) => tag.slice(0, 2).toLowerCase()).find((tag) => tag in languages);
  return (known as Language | undefined) ?? "en";
}
