import { useLocation } from "wouter";

export interface Route {
  /** Null on the start page and on addresses that lead nowhere. */
  conversationId: string | null;
  known: boolean;
  /** The page of usage and budgets. */
  usage: boolean;
  go(path: string): void;
}

export function useRoute(): Route {
  const [path, go] = useLocation();
  const conversationId = /^\/c\/([\w-]+)\/?$/.exec(path)?.[1] ?? null;
  return { conversationId, known: path === "/" || conversationId !== null, usage: /^\/usage\/?$/.test(path), go };
}
