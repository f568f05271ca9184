import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { endSession, fetchSessions } from "./api";

const queryKey = ["sessions"];

/** Sessions come and go elsewhere while one looks. In milliseconds. */
const EVERY = 30_000;

export function useSessions() {
  const client = useQueryClient();
  const onSettled = () => client.invalidateQueries({ queryKey });
  return {
    list: useQuery({ queryKey, queryFn: ({ signal }) => fetchSessions(signal), refetchInterval: EVERY }),
    end: useMutation({ mutationFn: (ids: string[]) => Promise.all(ids.map(endSession)), onSettled }),
  };
}
