import { useQuery } from "@tanstack/react-query";
import { type Dimension, fetchUsage, type Period } from "../api";

export function useUsage(period: Period, by: Dimension[]) {
  return useQuery({
    queryKey: ["usage", period, by],
    queryFn: ({ signal }) => fetchUsage(period, by, signal),
    enabled: period.from !== "" && period.to !== "",
  });
}
