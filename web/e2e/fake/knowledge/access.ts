import { userOf } from "../accounts/auth.ts";
import { groups } from "../accounts/store.ts";
import type { Exchange } from "../http.ts";
import type { Collection } from "./store.ts";

/** Whose collections of a server without accounts are. */
const SINGLE = { id: "user_0", name: "" };

export function asker(exchange: Exchange): { id: string; name: string } {
  const user = userOf(exchange)?.user;
  return user ? { id: user.id, name: user.name } : SINGLE;
}

export const owns = (exchange: Exchange, { owner }: Collection) => owner.id === asker(exchange).id;

/** Its owner, and whoever it is shared with. */
export function mayRead(exchange: Exchange, collection: Collection): boolean {
  const { id } = asker(exchange);
  const shared = collection.sharing === "tenant" || collection.sharing === "public";
  const inGroup = collection.sharing === "groups" && collection.groups.some((group) => groups.get(group)?.members.has(id));
  return owns(exchange, collection) || shared || inGroup;
}
