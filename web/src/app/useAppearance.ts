import { useEffect } from "react";
import { useTheme } from "@/features/settings";
import { useLanguage } from "@/shared/i18n";

/** Theme and language, also of what is shown before anybody is signed in. */
export function useAppearance() {
  const language = useLanguage();
  useTheme();
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
}
