import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { fetchServiceLevel, type ServiceLevel, setServiceLevel } from "../api";

const queryKey = ["service-level"];

export function useServiceLevel(onChanged: (level: string) => void) {
  const client = useQueryClient();
  const state = useQuery({ queryKey, queryFn: ({ signal }) => fetchServiceLevel(signal), refetchInterval: 30_000 });
  const change = useMutation({
    mutationFn: setServiceLevel,
    onSuccess(now) {
      client.setQueryData<ServiceLevel>(queryKey, now);
      onChanged(now.level);
    },
  });
  return { state, change };
}
