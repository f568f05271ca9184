import { useQuery } from "@tanstack/react-query";
import { useMay } from "@/shared/identity";
import { type Collection, fetchGroups, keys } from "../api";

/** The groups that the reader may share with. */
export function useGroups(enabled = true) {
  const looksAfter = useMay("manage_users");
  return useQuery({ queryKey: keys.groups, queryFn: ({ signal }) => fetchGroups(looksAfter, signal), enabled });
}

/** The names of the groups that may read it; null where that is not known, or it is not shared like that. */
export function useSharedWith({ sharing, groups, may_change }: Collection): string | null {
  const asked = sharing === "groups" && may_change;
  const { data } = useGroups(asked);
  const names = asked && data ? groups.map((id) => data.find((group) => group.id === id)?.name) : [];
  return names.length > 0 && names.every(Boolean) ? names.join(", ") : null;
}
