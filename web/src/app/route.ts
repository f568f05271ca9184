import { type BaseLocationHook, useLocation } from "wouter";
import { useBrowserLocation } from "wouter/use-browser-location";
import { leave } from "@/shared/lib/leaving";

/** What the page shows. */
export type Place = "chat" | "personas" | "knowledge" | "usage" | "account" | "admin" | "nowhere";

export interface Route {
  place: Place;
  path: string;
  /** Null on the start page and outside of conversations. */
  conversationId: string | null;
  go(path: string): void;
}

const places: [Place, RegExp][] = [
  ["chat", /^\/(?:c\/[\w-]+\/?)?$/],
  ["personas", /^\/personas(?:\/[\w-]+)?\/?$/],
  ["knowledge", /^\/knowledge(?:\/(?:search|(?:collections|documents)\/[\w-]+))?\/?$/],
  ["usage", /^\/usage\/?$/],
  ["account", /^\/account\/?$/],
  ["admin", /^\/admin(?:\/[\w-]+)?\/?$/],
];

export function placeOf(path: string): Place {
  return places.find(([, pattern]) => pattern.test(path))?.[0] ?? "nowhere";
}

export function useRoute(): Route {
  const [path, go] = useLocation();
  const conversationId = /^\/c\/([\w-]+)\/?$/.exec(path)?.[1] ?? null;
  return { place: placeOf(path), path, conversationId, go };
}

/** The browser's address, except that whoever has something unsaved is asked before it changes. */
export const useGuardedLocation: BaseLocationHook = () => {
  const [path, navigate] = useBrowserLocation();
  return [path, (to: string, options?: { replace?: boolean }) => leave(() => navigate(to, options))];
};
