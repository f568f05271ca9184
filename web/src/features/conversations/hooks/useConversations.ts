import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { type Conversation, fetchConversation, fetchConversations } from "../api";
import { conversationKeys } from "../cache";

/** How often to look whether an answer that runs elsewhere has ended, in milliseconds. */
const WATCH_EVERY = 5000;

export function useConversations(search: string) {
  return useInfiniteQuery({
    queryKey: conversationKeys.list(search),
    queryFn: ({ pageParam, signal }) => fetchConversations(search, pageParam, signal),
    initialPageParam: 0,
    getNextPageParam: ({ pagination: { offset, limit, has_more } }) => (has_more ? offset + limit : null),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) =>
      state.data?.pages.some(({ data }) => data.some((one) => one.running_turn_id !== null)) ? WATCH_EVERY : false,
  });
}

export function useConversation(id: string | null) {
  return useQuery({
    queryKey: conversationKeys.one(id ?? ""),
    queryFn: ({ signal }) => fetchConversation(id ?? "", signal),
    enabled: id !== null,
  });
}

/** The loaded pages as one list. They can overlap when something moved between two loads. */
export function allConversations(pages: { data: Conversation[] }[]): Conversation[] {
  return [...new Map(pages.flatMap(({ data }) => data).map((one) => [one.id, one])).values()];
}
