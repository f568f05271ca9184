import type { Definition, Persona, Tier } from "../api";

export interface Entry {
  key: number;
  text: string;
}

export interface VariableEntry {
  key: number;
  name: string;
  description: string;
  standard: string;
  required: boolean;
}

export interface ExampleEntry {
  key: number;
  user: string;
  assistant: string;
}

interface Lists {
  capabilities: Entry[];
  guidelines: Entry[];
  constraints: Entry[];
  variables: VariableEntry[];
  examples: ExampleEntry[];
}

export interface Values {
  id: string;
  displayName: string;
  description: string;
  /** Whether the prompt is one text or put together from parts. */
  mode: "parts" | "text";
  text: string;
  role: string;
  format: string;
  provider: string;
  model: string;
  temperature: string;
  maxTokens: string;
  allowModelOverride: boolean;
  minTier: Tier | "";
  maxTier: Tier | "";
}

/** A persona as it stands in the form. */
export type Draft = Values & Lists;

export type ListName = keyof Lists;
export type TextList = "capabilities" | "guidelines" | "constraints";

export type Change =
  | { type: "set"; values: Partial<Values> }
  | { type: "add"; list: ListName; name?: string }
  | { type: "edit"; list: ListName; key: number; values: Partial<Entry & VariableEntry & ExampleEntry> }
  | { type: "remove"; list: ListName; key: number }
  | { type: "reset"; draft: Draft };

export const empty: Draft = {
  id: "", displayName: "", description: "", mode: "parts", text: "", role: "", format: "",
  provider: "", model: "", temperature: "", maxTokens: "", allowModelOverride: true, minTier: "", maxTier: "",
  capabilities: [], guidelines: [], constraints: [], variables: [], examples: [],
};

export function change(draft: Draft, action: Change): Draft {
  switch (action.type) {
    case "set":
      return { ...draft, ...action.values };
    case "add":
      return { ...draft, [action.list]: [...draft[action.list], blank(action.list, nextKey(draft[action.list]), action.name)] };
    case "edit":
      return { ...draft, [action.list]: draft[action.list].map((one) => (one.key === action.key ? { ...one, ...action.values } : one)) };
    case "remove":
      return { ...draft, [action.list]: draft[action.list].filter(({ key }) => key !== action.key) };
    case "reset":
      return action.draft;
  }
}

export function fromPersona(persona: Persona): Draft {
  const { prompt } = persona;
  const entries = (texts: string[] | null | undefined) => (texts ?? []).map((text, key) => ({ key, text }));
  return {
    id: persona.id,
    displayName: persona.display_name,
    description: persona.description ?? "",
    mode: prompt.text ? "text" : "parts",
    text: prompt.text ?? "",
    role: prompt.role ?? "",
    format: prompt.format ?? "",
    provider: persona.provider ?? "",
    model: persona.model ?? "",
    temperature: persona.temperature?.toString() ?? "",
    maxTokens: persona.max_tokens?.toString() ?? "",
    allowModelOverride: persona.allow_model_override,
    minTier: persona.min_tier ?? "",
    maxTier: persona.max_tier ?? "",
    capabilities: entries(prompt.capabilities),
    guidelines: entries(prompt.guidelines),
    constraints: entries(prompt.constraints),
    variables: persona.variables.map(({ name, description, default: standard, required }, key) => ({
      key, name, description: description ?? "", standard: standard ?? "", required,
    })),
    examples: persona.examples.map(({ user, assistant }, key) => ({ key, user, assistant })),
  };
}

/** As the server takes it. Entries stay where they are, so that its errors name the right ones. */
export function toDefinition(draft: Draft): Definition {
  const texts = (entries: Entry[]) => entries.map(({ text }) => text);
  return {
    display_name: draft.displayName.trim(),
    description: draft.description.trim() || null,
    prompt:
      draft.mode === "text"
        ? { text: draft.text }
        : {
            role: draft.role,
            capabilities: texts(draft.capabilities),
            guidelines: texts(draft.guidelines),
            format: draft.format || null,
            constraints: texts(draft.constraints),
          },
    variables: draft.variables.map(({ name, description, standard, required }) => ({
      name: name.trim(), description: description || null, default: standard || null, required,
    })),
    examples: draft.examples.map(({ user, assistant }) => ({ user, assistant })),
    provider: draft.provider.trim() || null,
    model: draft.model.trim() || null,
    temperature: numberOf(draft.temperature),
    max_tokens: numberOf(draft.maxTokens),
    allow_model_override: draft.allowModelOverride,
    min_tier: draft.minTier || null,
    max_tier: draft.maxTier || null,
  };
}

export function isChanged(draft: Draft, base: Draft): boolean {
  return draft.id !== base.id || JSON.stringify(toDefinition(draft)) !== JSON.stringify(toDefinition(base));
}

/** Names that the texts use and no variable has yet, in the order of their first use. */
export function undeclared(draft: Draft): string[] {
  const { prompt, examples } = toDefinition(draft);
  const texts = [prompt.text, prompt.role, ...(prompt.capabilities ?? []), ...(prompt.guidelines ?? []), prompt.format, ...(prompt.constraints ?? []),
    ...examples.flatMap(({ user, assistant }) => [user, assistant])].join("\n");
  // Inside a list a plain name is a field of its entries; only what goes up to the variables counts there.
  const outside = texts.replaceAll(/\{\{#each[\s\S]*?\{\{\/each\}\}/g, (block) => (block.match(/\{\{#each[^}]*\}\}|\{\{[^}]*\.\.\/\w+\}\}/g) ?? []).join(""));
  const used = [...outside.matchAll(/(?<!\\)\{\{\{?~?\s*(?:#(?:if|unless|each)\s+|else if\s+)?(?:\.\.\/)*([A-Za-z]\w*)\s*~?\}/g)].map(([, name]) => name ?? "");
  const known = new Set(["else", "this", ...draft.variables.map(({ name }) => name.trim())]);
  return [...new Set(used)].filter((name) => !known.has(name));
}

/** An id that the server takes: `Söhne & Co.` becomes `sohne-co`. */
export function idFrom(name: string): string {
  return name.normalize("NFD").replaceAll(/[\u0300-\u036f]/g, "").toLowerCase().replaceAll(/[^a-z0-9]+/g, "-").slice(0, 64).replaceAll(/^-+|-+$/g, "");
}

function numberOf(text: string): number | null {
  return text.trim() === "" ? null : Number(text);
}

function nextKey(entries: { key: number }[]): number {
  return Math.max(-1, ...entries.map(({ key }) => key)) + 1;
}

function blank(list: ListName, key: number, name = ""): Entry | VariableEntry | ExampleEntry {
  if (list === "variables") return { key, name, description: "", standard: "", required: true };
  if (list === "examples") return { key, user: "", assistant: "" };
  return { key, text: "" };
}
