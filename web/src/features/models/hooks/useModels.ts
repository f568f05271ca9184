import { type QueryClient, useQuery } from "@tanstack/react-query";
import { type ModelChoice, useSession } from "@/shared/session";
import { fetchModels, type ModelCatalogue } from "../api";
import { effectiveModel, type LastModel, usableChoice } from "../choice";

const queryKey = ["models"];

export function useModels() {
  return useQuery({ queryKey, queryFn: ({ signal }) => fetchModels(signal), staleTime: 60_000 });
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
