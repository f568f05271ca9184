import { useLanguage } from "@/shared/i18n";
import { de } from "./de";
import { en, type Texts } from "./en";

/** The words of this feature, loaded with it and not with the chat. */
export function useTexts(): Texts {
  return { en, de }[useLanguage()];
}
