import type { ModelChoice } from "@/shared/session";
import type { ModelCatalogue, ModelInfo, Provider } from "./api";

/** The built-in provider, which needs no key. */
export const OFFLINE = "offline";

export interface Choice extends ModelChoice {
  providerName: string;
  /** What the server tells of the model; null for a name that it does not list. */
  info: ModelInfo | null;
  isDefault: boolean;
  /** Typed by the reader and not listed by the provider. */
  typed: boolean;
}

export interface Group {
  provider: Provider;
  choices: Choice[];
}

/** What a conversation was last answered by; nulls before its first answer. */
export interface LastModel {
  provider: string | null;
  model: string | null;
}

/** The reader's choice, unless its provider is gone. Null leaves it to the server. */
export function usableChoice(catalogue: ModelCatalogue | undefined, chosen: ModelChoice | null): ModelChoice | null {
  const gone = catalogue && chosen && !catalogue.providers.some(({ name }) => name === chosen.provider);
  return gone ? null : chosen;
}

/** The model that answers next, found as the server finds it: the choice, else the conversation's last, else the default. */
export function effectiveModel(
  catalogue: ModelCatalogue | undefined,
  chosen: ModelChoice | null,
  last: LastModel | undefined,
): ModelChoice | null {
  const before = last?.provider && last.model ? { provider: last.provider, model: last.model } : null;
  return usableChoice(catalogue, chosen) ?? usableChoice(catalogue, before) ?? catalogue?.default ?? null;
}

/** Whether anything but the built-in provider is set up. Without one there is nothing that could fail. */
export function hasModels({ providers }: ModelCatalogue): boolean {
  return providers.some(({ name }) => name !== OFFLINE);
}

/** What matches the search, by provider. A name that no provider lists can be used with each that talks to models. */
export function searchModels(catalogue: ModelCatalogue, search: string): Group[] {
  const name = search.trim();
  const wanted = name.toLowerCase();
  return catalogue.providers
    .map((provider) => {
      const matches = provider.models
        .filter(({ id }) => `${provider.display_name} ${provider.name} ${id}`.toLowerCase().includes(wanted))
        .map((info) => choice(catalogue, provider, info.id, info));
      const listed = provider.models.some(({ id }) => id === name);
      const typed = name !== "" && !listed && provider.name !== OFFLINE;
      return { provider, choices: typed ? [...matches, choice(catalogue, provider, name, null)] : matches };
    })
    .filter(({ provider, choices }) => choices.length > 0 || (wanted === "" && !provider.available));
}

function choice(catalogue: ModelCatalogue, provider: Provider, model: string, info: ModelInfo | null): Choice {
  const standard = catalogue.default;
  return {
    provider: provider.name,
    providerName: provider.display_name,
    model,
    info,
    typed: info === null,
    isDefault: standard.provider === provider.name && standard.model === model,
  };
}
