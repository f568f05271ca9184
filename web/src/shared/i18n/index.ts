export type { Catalogue } from "./en";
export { count, dollars, moment, percent } from "./format";
export { languages, type Language } from "./language";
export { useCatalogue, useLanguage } from "./useCatalogue";
