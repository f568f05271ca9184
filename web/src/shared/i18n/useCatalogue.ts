import { useSession } from "../session";
import { de } from "./de";
import { en, type Catalogue } from "./en";
import { browserLanguage, type Language } from "./language";

const catalogues: Record<Language, Catalogue> = { en, de };

export function useLanguage(): Language {
  return useSession((session) => session.language) ?? browserLanguage();
}

export function useCatalogue(): Catalogue {
  return catalogues[useLanguage()];
}
