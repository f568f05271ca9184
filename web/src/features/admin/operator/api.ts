import { type Page, query, send, sendJson } from "@/shared/http";
import type { Tier } from "@/shared/identity";

export interface Tenant {
  id: string;
  name: string;
  tier: Tier;
  disabled: boolean;
  is_operator?: boolean;
  created_at?: string;
}

export type TenantChange = Partial<Pick<Tenant, "name" | "tier" | "disabled">>;

export interface NewTenant {
  name: string;
  tier: Tier;
  owner_email: string;
}

export interface MadeTenant {
  tenant: Tenant;
  url: string;
  expires_at?: string;
}

export const fetchTenants = (signal: AbortSignal) => sendJson<Page<Tenant>>(`/admin/tenants${query({ limit: 100 })}`, { signal });

export const makeTenant = (tenant: NewTenant) => sendJson<MadeTenant>("/admin/tenants", { method: "POST", body: tenant });

export const changeTenant = (id: string, change: TenantChange) =>
  sendJson<Tenant>(`/admin/tenants/${encodeURIComponent(id)}`, { method: "PATCH", body: change });

export interface ProviderKey {
  name: string;
  display_name: string;
  configured: boolean;
  /** Whether it is asked with a key at all. */
  takes_key: boolean;
  key_source: "stored" | "configuration" | null;
  key_hint: string | null;
}

export async function fetchProviders(signal: AbortSignal): Promise<ProviderKey[]> {
  return (await sendJson<{ data: ProviderKey[] }>("/admin/providers", { signal })).data;
}

const keyPath = (name: string) => `/admin/providers/${encodeURIComponent(name)}/key`;

export async function storeKey(name: string, key: string): Promise<void> {
  await send(keyPath(name), { method: "PUT", body: { key } });
}

export async function removeKey(name: string): Promise<void> {
  await send(keyPath(name), { method: "DELETE" });
}
