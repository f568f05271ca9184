import { sendJson } from "@/shared/http";

export interface ModelInfo {
  id: string;
  context_tokens: number | null;
  /** closed: it is called. open: it kept failing and is left alone. half_open: one call tries whether it is back. */
  state: "closed" | "open" | "half_open";
  open_seconds: number | null;
  /** US dollars per million tokens; null where it is not known. */
  price: Price | null;
}

export interface Price {
  input: number;
  output: number;
  cached_input: number | null;
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
  /** The models that take over, in order. */
  fallback: { provider: string; model: string }[];
  /** full, degraded, minimal or offline. */
  degradation: string;
}

export function fetchModels(signal: AbortSignal): Promise<ModelCatalogue> {
  return sendJson("/models", { signal });
}
