import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { changeLimit, createBudget, deleteBudget, fetchBudgets } from "../api";

const queryKey = ["budgets"];

/** Money is spent while one looks at it. In milliseconds. */
const EVERY = 30_000;

export function useBudgets() {
  return useQuery({ queryKey, queryFn: ({ signal }) => fetchBudgets(signal), refetchInterval: EVERY });
}

function useChange<T>(change: (value: T) => Promise<unknown>) {
  const client = useQueryClient();
  return useMutation({ mutationFn: change, onSuccess: () => client.invalidateQueries({ queryKey }) });
}

export const useCreateBudget = () => useChange(createBudget);

export const useChangeLimit = (id: string) => useChange((limit: number | null) => changeLimit(id, limit));

export const useDeleteBudget = (id: string) => useChange(() => deleteBudget(id));
