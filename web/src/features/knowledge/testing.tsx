import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render } from "@testing-library/react";
import type { ReactNode } from "react";
import { IdentityContext, type Me, type Right } from "@/shared/identity";
import type { Collection } from "./api";

/** Shows a part of the page to somebody with these rights. */
export function show(part: ReactNode, ...rights: Right[]) {
  const me: Me = {
    id: "usr_1", email: null, name: "Pat", role: "member", rights, tier: "free", mode: "accounts", has_password: true, session_id: null, tenant: { id: "ten_1", name: "Harbour", is_operator: true },
  };
  const identity = { me, changed: () => undefined, signOut: () => Promise.resolve() };
  return render(
    <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
      <IdentityContext value={identity}>{part}</IdentityContext>
    </QueryClientProvider>,
  );
}

export const collection: Collection = {
  id: "col_1", name: "Handbook", description: "", sharing: "private", groups: [], chunking: null, documents: { total: 2, ready: 2, pending: 0, failed: 0 }, owner: { id: "usr_1", name: "Pat" }, mine: true,
  may_change: true, created_at: "2024-01-01T00:00:00Z", updated_at: "2024-01-01T00:00:00Z",
};

export const pageOf = <T,>(...data: T[]) => Response.json({ data, pagination: { total: data.length, limit: 100, offset: 0, has_more: false } });
