import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { fetchKeys, keysOf, makeKey, type NewKey, revokeKey } from "./api";

export function useKeys(user: string | null) {
  const at = keysOf(user);
  const queryKey = ["keys", at];
  const client = useQueryClient();
  const onSuccess = () => client.invalidateQueries({ queryKey });
  return {
    list: useQuery({ queryKey, queryFn: ({ signal }) => fetchKeys(at, signal) }),
    make: useMutation({ mutationFn: (key: NewKey) => makeKey(at, key), onSuccess }),
    revoke: useMutation({ mutationFn: (id: string) => revokeKey(at, id), onSuccess }),
  };
}
