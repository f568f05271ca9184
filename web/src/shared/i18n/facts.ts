import { count, percent } from "./format";

/** What is told under an answer. */
export const enFacts = {
  model: "Model",
  provider: "Provider",
  tokens: "Tokens",
  inOut: (input: number, output: number) => `${count("en", input)} read, ${count("en", output)} written`,
  cost: "Cost",
  unpriced: "No price is known for a model that worked on it. It can be added to the server's price file.",
  cache: "Cache",
  cached: "from the cache",
  cacheHint: {
    exact: "The same question was asked before; no model was called.",
    semantic: "A question that means the same was asked before; no model was called.",
    shared: "The same question was being answered just then; both got that answer.",
  } as Record<string, string>,
  similarity: (share: number) => `The two are ${percent("en", share)} alike.`,
  service: "Service",
  reduced: { degraded: "reduced service", minimal: "minimal service", offline: "models off" } as Record<string, string>,
};

export const deFacts: typeof enFacts = {
  model: "Modell",
  provider: "Anbieter",
  tokens: "Tokens",
  inOut: (input, output) => `${count("de", input)} gelesen, ${count("de", output)} geschrieben`,
  cost: "Kosten",
  unpriced: "Für ein Modell, das daran arbeitete, ist kein Preis bekannt. Er lässt sich in die Preisdatei des Servers eintragen.",
  cache: "Cache",
  cached: "aus dem Cache",
  cacheHint: {
    exact: "Dieselbe Frage wurde schon gestellt; kein Modell wurde gefragt.",
    semantic: "Eine gleichbedeutende Frage wurde schon gestellt; kein Modell wurde gefragt.",
    shared: "Dieselbe Frage wurde gerade beantwortet; beide bekamen diese Antwort.",
  },
  similarity: (share) => `Die beiden gleichen sich zu ${percent("de", share)}.`,
  service: "Betrieb",
  reduced: { degraded: "eingeschränkter Betrieb", minimal: "Notbetrieb", offline: "Modelle aus" },
};
