import { type QueryClient, useQuery } from "@tanstack/react-query";
import { type ModelChoice, useSession } from "@/shared/session";
import { fetchModels, type ModelCatalogue } from "../api";
import { effectiveModel, type LastModel, usableChoice } from "../choice";

const queryKey = ["models"];

/** How often health is asked for anew, in milliseconds. */
const EVERY = 30_000;

export function useModels() {
  return useQuery({ queryKey, queryFn: ({ signal }) => fetchModels(signal), staleTime: EVERY - 5_000, refetchInterval: EVERY });
}

/** Asks for the models' health at once when an answer tells something else than what is known. */
export function noteService(client: QueryClient, degradation: string | null, failedOver: boolean): void {
  const known = client.getQueryData<ModelCatalogue>(queryKey)?.degradation;
  const differs = degradation !== null && degradation !== known;
  if (failedOver || differs) void client.invalidateQueries({ queryKey });
}

/** The model that will answer next; null while nothing is known. */
export function useEffectiveModel(last: LastModel | undefined) {
  const { data } = useModels();
  return effectiveModel(data, useSession((session) => session.model), last);
}

/** The choice that goes with a message. */
export function chosenModel(client: QueryClient): ModelChoice | null {
  return usableChoice(client.getQueryData<ModelCatalogue>(queryKey), useSession.getState().model);
}
