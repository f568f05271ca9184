import { randomBytes } from "node:crypto";
import { newId, now } from "../store.ts";

export interface User {
  id: string;
  email: string | null;
  name: string;
  role: string;
  tier: string | null;
  disabled: boolean;
  password: string | null;
  last_sign_in_at: string | null;
  created_at: string;
}

export interface Session {
  id: string;
  user: string;
  access: string;
  refresh: string;
  method: string;
  user_agent: string;
  address: string;
  created_at: string;
  last_seen_at: string;
  expires_at: string;
}

export interface Link {
  purpose: string;
  user: string | null;
  email: string | null;
  role: string;
  expires_at: string;
}

export const users = new Map<string, User>();
export const sessions = new Map<string, Session>();
export const links = new Map<string, Link>();
export const invitations = new Map<string, { id: string; email: string; role: string; expires_at: string; created_at: string }>();
export const groups = new Map<string, { id: string; name: string; members: Set<string> }>();
export const userKeys = new Map<string, Record<string, unknown>[]>();
export const tenant = { id: "tenant_1", name: "Acme", tier: "enterprise", disabled: false, is_operator: true };
export const tenants = [tenant];
export const events: Record<string, unknown>[] = [];

/** The link that a server prints at its first start. */
export const OWNER_LINK = "owner-setup";
links.set(OWNER_LINK, { purpose: "owner_setup", user: null, email: null, role: "owner", expires_at: inDays(1) });

export const secret = () => randomBytes(16).toString("hex");

export function inDays(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString();
}

export function addUser(user: Partial<User>): User {
  const added = { id: newId("user"), email: null, name: "", role: "member", tier: null, disabled: false, password: null, last_sign_in_at: null, created_at: now(), ...user };
  users.set(added.id, added);
  return added;
}

export function makeLink(link: Link): { url: string; expires_at: string } {
  const token = secret();
  links.set(token, link);
  return { url: `http://localhost:${process.env["FAKE_PORT"] ?? 4174}/link#${token}`, expires_at: link.expires_at };
}

export function note(action: string, actor: User | null, target = "", result = "done"): void {
  events.unshift({
    sequence: events.length + 1, at: now(), actor_id: actor?.id ?? null, actor: actor?.name ?? null, key_id: null, action, target, result,
    address: "127.0.0.1", user_agent: "Chromium", trace_id: secret(), details: { method: "password" },
  });
}

const member = ["read_content", "write_content", "use_models", "use_tools", "manage_keys"];
const admin = [...member, "read_usage", "manage_budgets", "manage_users", "read_audit"];

export const rightsOf = (role: string): string[] =>
  ({ owner: [...admin, "manage_tenant", "operate"], admin, member, viewer: ["read_content"] })[role] ?? [];
