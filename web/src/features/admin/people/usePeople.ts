import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { fetchInvitations, fetchPeople } from "./api";

export const keys = { people: ["people"], invitations: ["invitations"], tenant: ["tenant"] } as const;

export function usePeople(q: string, offset: number) {
  return useQuery({ queryKey: [...keys.people, q, offset], queryFn: ({ signal }) => fetchPeople(q, offset, signal), placeholderData: keepPreviousData });
}

export const useInvitations = () => useQuery({ queryKey: keys.invitations, queryFn: ({ signal }) => fetchInvitations(signal) });
