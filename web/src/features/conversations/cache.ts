import type { InfiniteData, QueryClient } from "@tanstack/react-query";
import type { Conversation, ConversationPage } from "./api";

export const conversationKeys = {
  all: ["conversations"] as const,
  lists: ["conversations", "list"] as const,
  list: (search: string) => ["conversations", "list", search] as const,
  one: (id: string) => ["conversations", "one", id] as const,
};

/** What is known of a conversation without asking. */
export function knownConversation(client: QueryClient, id: string): Conversation | undefined {
  return client.getQueryData<Conversation>(conversationKeys.one(id));
}

type Pages = InfiniteData<ConversationPage, number>;

/** Changes a conversation, or with null removes it, wherever it is cached. Returns how to undo that. */
export function patchConversation(client: QueryClient, id: string, change: Partial<Conversation> | null): () => void {
  const before = client.getQueriesData({ queryKey: conversationKeys.all });
  client.setQueriesData<Pages>({ queryKey: conversationKeys.lists }, (pages) => pages && patchPages(pages, id, change));
  client.setQueryData<Conversation>(conversationKeys.one(id), (one) => one && change ? { ...one, ...change } : one);
  return () => {
    for (const [key, data] of before) client.setQueryData(key, data);
  };
}

/** The server knows better: load the lists and this conversation again. */
export function refreshConversation(client: QueryClient, id: string): Promise<unknown> {
  return Promise.all([
    client.invalidateQueries({ queryKey: conversationKeys.lists }),
    client.invalidateQueries({ queryKey: conversationKeys.one(id) }),
  ]);
}

function patchPages(pages: Pages, id: string, change: Partial<Conversation> | null): Pages {
  const patch = (data: Conversation[]) =>
    change ? data.map((one) => (one.id === id ? { ...one, ...change } : one)) : data.filter((one) => one.id !== id);
  return { ...pages, pages: pages.pages.map((page) => ({ ...page, data: patch(page.data) })) };
}
