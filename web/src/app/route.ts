import { type BaseLocationHook, useLocation } from "wouter";
import { useBrowserLocation } from "wouter/use-browser-location";
import { leave } from "@/shared/lib/leaving";

export interface Route {
  /** Null on the start page and on addresses that lead nowhere. */
  conversationId: string | null;
  /** The address under /personas; null elsewhere. */
  personas: string | null;
  known: boolean;
  /** The page of usage and budgets. */
  usage: boolean;
  go(path: string): void;
}

export function useRoute(): Route {
  const [path, go] = useLocation();
  const conversationId = /^\/c\/([\w-]+)\/?$/.exec(path)?.[1] ?? null;
  const personas = /^\/personas(\/[\w-]+)?\/?$/.test(path) ? path : null;
  return { conversationId, personas, known: path === "/" || conversationId !== null || personas !== null, usage: /^\/usage\/?$/.test(path), go };
}

/** The browser's address, except that whoever has something unsaved is asked before it changes. */
export const useGuardedLocation: BaseLocationHook = () => {
  const [path, navigate] = useBrowserLocation();
  return [path, (to: string, options?: { replace?: boolean }) => leave(() => navigate(to, options))];
};
