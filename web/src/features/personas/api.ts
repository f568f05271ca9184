import { query, send, sendJson } from "@/shared/http";

export interface Variable {
  name: string;
  description?: string | null;
  default?: string | null;
  required: boolean;
}

export interface Example {
  user: string;
  assistant: string;
}

export interface Prompt {
  text?: string | null;
  role?: string | null;
  capabilities?: string[] | null;
  guidelines?: string[] | null;
  format?: string | null;
  constraints?: string[] | null;
}

export type Tier = "economy" | "standard" | "premium";

/** What makes up one version. */
export interface Definition {
  display_name: string;
  description?: string | null;
  prompt: Prompt;
  variables: Variable[];
  examples: Example[];
  provider?: string | null;
  model?: string | null;
  temperature?: number | null;
  max_tokens?: number | null;
  allow_model_override: boolean;
  min_tier?: Tier | null;
  max_tier?: Tier | null;
}

export interface Persona extends Definition {
  id: string;
  version: number;
  active: boolean;
  built_in: boolean;
  restored_from: number | null;
  created_at: string | null;
}

export interface PersonaList {
  data: Persona[];
  pagination: { total: number; limit: number; offset: number; has_more: boolean };
}

export interface Rendered {
  text: string;
  examples: Example[];
  tokens: number;
  exact: boolean;
  model: string;
}

export interface PreviewRequest extends Pick<Definition, "prompt" | "variables" | "examples"> {
  values: Record<string, string>;
  model?: string;
}

export const personaKeys = {
  all: ["personas"] as const,
  list: ["personas", "list"] as const,
  one: (id: string) => ["personas", "one", id] as const,
  versions: (id: string) => ["personas", "versions", id] as const,
};

const path = (id: string) => `/personas/${encodeURIComponent(id)}`;

/** All of them: a picker that hides some would be of no use. */
export async function fetchPersonas(signal: AbortSignal): Promise<Persona[]> {
  const found: Persona[] = [];
  for (let more = true; more; ) {
    const page = await sendJson<PersonaList>(`/personas${query({ limit: 200, offset: found.length })}`, { signal });
    found.push(...page.data);
    more = page.pagination.has_more && page.data.length > 0;
  }
  return found;
}

export const fetchPersona = (id: string, signal: AbortSignal) => sendJson<Persona>(path(id), { signal });

export const fetchVersions = (id: string, signal: AbortSignal) => sendJson<PersonaList>(`${path(id)}/versions${query({ limit: 50 })}`, { signal });

export const createPersona = (id: string, definition: Definition) =>
  sendJson<Persona>("/personas", { method: "POST", body: { ...definition, ...(id === "" ? {} : { id }) } });

export const changePersona = (id: string, version: number, definition: Definition) =>
  sendJson<Persona>(path(id), { method: "PUT", body: { ...definition, version } });

export const restoreVersion = (id: string, version: number) => sendJson<Persona>(`${path(id)}/versions/${version}/restore`, { method: "POST" });

export async function deletePersona(id: string): Promise<void> {
  await send(path(id), { method: "DELETE" });
}

export const previewPersona = (request: PreviewRequest, signal: AbortSignal) =>
  sendJson<Rendered>("/personas/preview", { method: "POST", body: request, signal });
