import { useLanguage } from "../../i18n";
import { de } from "./de";
import { en, type KeyTexts } from "./en";

export const keyTexts = { en, de };

export function useKeyTexts(): KeyTexts {
  return keyTexts[useLanguage()];
}
