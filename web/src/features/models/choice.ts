import type { ModelChoice } from "@/shared/session";
import type { ModelCatalogue, Provider } from "./api";

/** The built-in provider, which needs no key. */
export const OFFLINE = "offline";

export interface Choice extends ModelChoice {
  providerName: string;
  context: number | null;
  isDefault: boolean;
  /** Typed by the reader and not listed by the provider. */
  typed: boolean;
}

export interface Group {
  provider: Provider;
  choices: Choice[];
}

/** The model that answers next: the reader's choice while its provider is available, else the server's default. */
export function effectiveModel(catalogue: ModelCatalogue | undefined, chosen: ModelChoice | null): ModelChoice | null {
  if (!catalogue) return chosen;
  const usable = chosen && catalogue.providers.some(({ name, available }) => name === chosen.provider && available);
  return usable ? chosen : catalogue.default;
}

/** What matches the search, by provider. A name that no provider lists can be used with each that talks to models. */
export function searchModels(catalogue: ModelCatalogue, search: string): Group[] {
  const name = search.trim();
  const wanted = name.toLowerCase();
  return catalogue.providers
    .map((provider) => {
      const matches = provider.models
        .filter(({ id }) => `${provider.display_name} ${provider.name} ${id}`.toLowerCase().includes(wanted))
        .map(({ id, context_tokens }) => choice(catalogue, provider, id, context_tokens, false));
      const listed = provider.models.some(({ id }) => id === name);
      const typed = name !== "" && !listed && provider.available && provider.name !== OFFLINE;
      return { provider, choices: typed ? [...matches, choice(catalogue, provider, name, null, true)] : matches };
    })
    .filter(({ provider, choices }) => choices.length > 0 || (wanted === "" && !provider.available));
}

function choice(catalogue: ModelCatalogue, provider: Provider, model: string, context: number | null, typed: boolean): Choice {
  const standard = catalogue.default;
  return {
    provider: provider.name,
    providerName: provider.display_name,
    model,
    context,
    typed,
    isDefault: standard.provider === provider.name && standard.model === model,
  };
}
