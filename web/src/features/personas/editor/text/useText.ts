import { type Language, useLanguage } from "@/shared/i18n";
import { de } from "./de";
import { en, type Text } from "./en";

const texts: Record<Language, Text> = { en, de };

/** The editor's own texts, loaded with it. */
export function useText(): Text {
  return texts[useLanguage()];
}
