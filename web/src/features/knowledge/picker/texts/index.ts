import { useLanguage } from "@/shared/i18n";
import { de } from "./de";
import { en, type Texts } from "./en";

/** The picker's own words: the chat carries no others of this feature. */
export function useTexts(): Texts {
  return { en, de }[useLanguage()];
}
