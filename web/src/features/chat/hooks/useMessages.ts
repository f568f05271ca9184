import { type QueryClient, useInfiniteQuery } from "@tanstack/react-query";
import { fetchMessages } from "../api";
import { emptyHistory, type History, settle } from "../model/history";
import type { Turn } from "../model/turn";

const messagesKey = (conversationId: string | null) => ["messages", conversationId] as const;

export function useMessages(conversationId: string | null) {
  return useInfiniteQuery({
    queryKey: messagesKey(conversationId),
    queryFn: ({ pageParam, signal }) => fetchMessages(conversationId ?? "", pageParam, signal),
    initialPageParam: 0,
    getNextPageParam: ({ pagination: { offset, limit, has_more } }) => (has_more ? offset + limit : null),
    enabled: conversationId !== null,
    staleTime: 30_000,
  });
}

/** What the turns write into the cached messages. */
export function messageCache(client: QueryClient) {
  return {
    /** A conversation just made has nothing to load. */
    begin: (conversationId: string) => client.setQueryData<History>(messagesKey(conversationId), emptyHistory),
    settle: (conversationId: string, turn: Turn) =>
      client.setQueryData<History>(messagesKey(conversationId), (history) => settle(history, turn)),
    reload: (conversationId: string) => client.invalidateQueries({ queryKey: messagesKey(conversationId) }),
    forget: (conversationId: string) => client.removeQueries({ queryKey: messagesKey(conversationId) }),
  };
}
