import type { Me, Right } from "@/shared/identity";

/** The parts of the administration, and what each asks of its reader. */
export const sections = [
  { id: "people", needs: "manage_users", accountsOnly: true },
  { id: "groups", needs: "manage_users", accountsOnly: true },
  { id: "audit", needs: "read_audit", accountsOnly: false },
  { id: "tenants", needs: "operate", accountsOnly: true },
  { id: "providers", needs: "operate", accountsOnly: false },
] as const satisfies { id: string; needs: Right; accountsOnly: boolean }[];

export type SectionId = (typeof sections)[number]["id"];

/** What to offer to somebody; the server decides anyway. */
export function sectionsOf({ mode, rights }: Pick<Me, "mode" | "rights">): SectionId[] {
  return sections.filter(({ needs, accountsOnly }) => rights.includes(needs) && !(accountsOnly && mode === "single-user")).map(({ id }) => id);
}
