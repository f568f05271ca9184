import { useMutation, useQueryClient } from "@tanstack/react-query";

/** A change after which the lists named are asked for anew. */
export function useChange<TInput, TOutput>(change: (input: TInput) => Promise<TOutput>, ...changed: (readonly string[])[]) {
  const client = useQueryClient();
  return useMutation({ mutationFn: change, onSuccess: () => Promise.all(changed.map((queryKey) => client.invalidateQueries({ queryKey }))) });
}
