import { useLanguage } from "@/shared/i18n";
import { de } from "./de";
import { en, type Texts } from "./en";

export function useTexts(): Texts {
  return { en, de }[useLanguage()];
}
