import type { Role } from "@/shared/identity";

/** The roles somebody may give to a person: owners are made by owners alone. */
export function rolesFor(giver: Role): Role[] {
  return giver === "owner" ? ["owner", "admin", "member", "viewer"] : ["admin", "member", "viewer"];
}
