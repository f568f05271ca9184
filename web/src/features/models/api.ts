import { sendJson } from "@/shared/http";

export interface ModelInfo {
  id: string;
  context_tokens: number | null;
}

export interface Provider {
  name: string;
  display_name: string;
  default_model: string | null;
  models: ModelInfo[];
  available: boolean;
  error?: string | null;
}

export interface ModelCatalogue {
  default: { provider: string; model: string };
  providers: Provider[];
}

export function fetchModels(signal: AbortSignal): Promise<ModelCatalogue> {
  return sendJson("/models", { signal });
}
