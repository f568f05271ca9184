import { createContext, use } from "react";

/** What a route may ask of its caller; also the scopes of API keys. */
export const rights = [
  "read_content",
  "write_content",
  "use_models",
  "use_tools",
  "manage_keys",
  "read_usage",
  "manage_budgets",
  "manage_users",
  "read_audit",
  "manage_tenant",
  "operate",
] as const;

export type Right = (typeof rights)[number];

export const roles = ["owner", "admin", "member", "viewer", "service"] as const;

export type Role = (typeof roles)[number];

export const tiers = ["free", "starter", "professional", "enterprise"] as const;

export type Tier = (typeof tiers)[number];

/** Who uses the page, as the server has it. */
export interface Me {
  id: string;
  email: string | null;
  name: string;
  role: Role;
  rights: Right[];
  tier: Tier;
  mode: "single-user" | "accounts";
  has_password: boolean;
  session_id: string | null;
  tenant: { id: string; name: string; is_operator: boolean };
}

export interface Identity {
  me: Me;
  /** The person has changed something of themselves. */
  changed(me: Me): void;
  /** Ends this session, or all of them, and leaves. */
  signOut(everywhere: boolean): Promise<void>;
}

export const IdentityContext = createContext<Identity | null>(null);

export function useIdentity(): Identity {
  const identity = use(IdentityContext);
  if (!identity) throw new Error("useIdentity needs an IdentityContext above it.");
  return identity;
}

/** Whether to offer something. The server decides anyway. */
export function useMay(right: Right): boolean {
  return useIdentity().me.rights.includes(right);
}
