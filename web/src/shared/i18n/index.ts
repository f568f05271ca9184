export type { Catalogue } from "./en";
export { languages, type Language } from "./language";
export { useCatalogue, useLanguage } from "./useCatalogue";
