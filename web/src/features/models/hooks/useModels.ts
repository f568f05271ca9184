import { useQuery } from "@tanstack/react-query";
import { useSession } from "@/shared/session";
import { fetchModels } from "../api";
import { effectiveModel } from "../choice";

export function useModels() {
  return useQuery({ queryKey: ["models"], queryFn: ({ signal }) => fetchModels(signal), staleTime: 60_000 });
}

/** The model that will answer next; null while nothing is known. */
export function useEffectiveModel() {
  const { data } = useModels();
  return effectiveModel(data, useSession((session) => session.model));
}
