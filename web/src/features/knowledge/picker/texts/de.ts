import { count } from "@/shared/i18n";
import type { Texts } from "./en";

export const de: Texts = {
  label: "Wissen",
  off: "Ohne Dokumente",
  all: "Alle Dokumente",
  some: (collections) => (collections === 1 ? "1 Sammlung" : `${count("de", collections)} Sammlungen`),
  answer: "Aus Dokumenten antworten",
  answerHint: "Antworten belegen die Stellen, auf die sie sich stützen, und sagen, wenn die Dokumente nichts hergeben.",
  which: "Nur aus diesen Sammlungen",
  whichHint: "Keine angekreuzt: aus allen, die du lesen darfst.",
  none: "Es gibt noch keine Sammlungen.",
  failed: "Die Sammlungen konnten nicht geladen werden.",
  manage: "Wissen verwalten",
};
