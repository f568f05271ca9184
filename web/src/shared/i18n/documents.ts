import { count } from "./format";

/** What is said of documents wherever they are met: in the chat and where they are kept. */
export const enDocuments = {
  knowledge: "Knowledge",
  page: (number: number) => `Page ${count("en", number)}`,
  /** Of a passage, which may go on over the next pages. */
  fromPage: (number: number) => `from page ${count("en", number)}`,
  sources: (sources: number) => (sources === 1 ? "1 source" : `${count("en", sources)} sources`),
  looked: (passages: number) => (passages === 1 ? "1 passage read, not cited" : `${count("en", passages)} passages read, none cited`),
  cited: "cited",
  sourcesOf: "Sources of this answer",
  cites: (citations: number) => (citations === 1 ? "1 citation" : `${count("en", citations)} citations`),
  verdicts: {
    verified: "verified",
    altered_quote: "quote differs",
    unsupported: "not supported",
    unknown_source: "unknown source",
  },
  verdictHints: {
    verified: "The passage says what the answer says.",
    altered_quote: "The quoted words do not stand in the passage like that.",
    unsupported: "The passage does not say this.",
    unknown_source: "No source of this number was given to whoever wrote the answer.",
  },
  tally: (citations: number, verdict: string) => `${count("en", citations)} ${verdict}`,
  citation: (number: number, title: string) => (title ? `Source ${number}: ${title}` : `Source ${number}`),
  uncited: (sentences: number) => (sentences === 1 ? "1 sentence states something and cites nothing" : `${count("en", sentences)} sentences state something and cite nothing`),
  claim: "The answer says",
  passage: "The passage in its document",
  changed: "The document has changed since this answer was written. This is what stood there then:",
  gone: "The document is gone, or you may no longer read it. This is what stood there when the answer was written:",
  open: "Open the document",
  nearest: "The nearest words are marked.",
  exact: "The words that support it are marked.",
};

export const deDocuments: typeof enDocuments = {
  knowledge: "Wissen",
  page: (number) => `Seite ${count("de", number)}`,
  fromPage: (number) => `ab Seite ${count("de", number)}`,
  sources: (sources) => (sources === 1 ? "1 Quelle" : `${count("de", sources)} Quellen`),
  looked: (passages) => (passages === 1 ? "1 Stelle gelesen, nicht belegt" : `${count("de", passages)} Stellen gelesen, keine belegt`),
  cited: "belegt",
  sourcesOf: "Quellen dieser Antwort",
  cites: (citations) => (citations === 1 ? "1 Beleg" : `${count("de", citations)} Belege`),
  verdicts: {
    verified: "geprüft",
    altered_quote: "Zitat weicht ab",
    unsupported: "nicht belegt",
    unknown_source: "unbekannte Quelle",
  },
  verdictHints: {
    verified: "Die Stelle sagt, was die Antwort sagt.",
    altered_quote: "Die zitierten Wörter stehen so nicht an der Stelle.",
    unsupported: "Die Stelle sagt das nicht.",
    unknown_source: "Eine Quelle mit dieser Nummer wurde für die Antwort nicht vorgelegt.",
  },
  tally: (citations, verdict) => `${count("de", citations)} ${verdict}`,
  citation: (number, title) => (title ? `Quelle ${number}: ${title}` : `Quelle ${number}`),
  uncited: (sentences) => (sentences === 1 ? "1 Satz behauptet etwas ohne Beleg" : `${count("de", sentences)} Sätze behaupten etwas ohne Beleg`),
  claim: "Die Antwort sagt",
  passage: "Die Stelle im Dokument",
  changed: "Das Dokument hat sich seit dieser Antwort geändert. Damals stand dort:",
  gone: "Das Dokument ist nicht mehr da, oder du darfst es nicht mehr lesen. Als die Antwort entstand, stand dort:",
  open: "Dokument öffnen",
  nearest: "Die ähnlichsten Wörter sind markiert.",
  exact: "Die Wörter, die es belegen, sind markiert.",
};
