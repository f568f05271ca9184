import { useEffect, useRef } from "react";
import { problemOf } from "@/shared/http";
import { useCatalogue } from "@/shared/i18n";
import { Button } from "@/shared/ui";
import { groupConversations } from "../groups";
import { allConversations, useConversations } from "../hooks/useConversations";
import { ConversationRow } from "./ConversationRow";

interface Props {
  search: string;
  currentId: string | null;
  running: ReadonlySet<string>;
  onDeleted(id: string): void;
  onNavigate(): void;
}

export function ConversationList({ search, currentId, running, onDeleted, onNavigate }: Props) {
  const m = useCatalogue();
  const list = useConversations(search);
  const end = useRef<HTMLDivElement>(null);
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = list;

  useEffect(() => {
    if (!hasNextPage || !end.current) return;
    const watcher = new IntersectionObserver(([entry]) => entry?.isIntersecting && void fetchNextPage());
    watcher.observe(end.current);
    return () => watcher.disconnect();
  }, [hasNextPage, fetchNextPage]);

  if (list.isPending) return <ListSkeleton label={m.app.loading} />;
  if (!list.data) {
    return (
      <div role="alert" className="space-y-3 p-3 text-sm text-ink-soft">
        <p>{problemOf(list.error).detail || m.sidebar.failed}</p>
        <Button onClick={() => void list.refetch()}>{m.app.retry}</Button>
      </div>
    );
  }

  const conversations = allConversations(list.data.pages);
  if (conversations.length === 0) {
    return <p className="p-3 text-sm text-ink-soft">{search ? m.sidebar.noMatch : m.sidebar.empty}</p>;
  }
  return (
    <>
      {groupConversations(conversations, new Date(list.dataUpdatedAt)).map((group) => (
        <section key={group.name} aria-labelledby={`group-${group.name}`}>
          <h2 id={`group-${group.name}`} className="px-2.5 pt-4 pb-1 text-xs font-medium text-ink-soft">
            {m.sidebar[group.name]}
          </h2>
          <ul>
            {group.conversations.map((conversation) => (
              <ConversationRow
                key={conversation.id}
                conversation={conversation}
                current={conversation.id === currentId}
                running={conversation.running_turn_id !== null || running.has(conversation.id)}
                onDeleted={onDeleted}
                onNavigate={onNavigate}
              />
            ))}
          </ul>
        </section>
      ))}
      <div ref={end} className="p-2">
        {hasNextPage && (
          <Button className="w-full" disabled={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {m.sidebar.loadMore}
          </Button>
        )}
      </div>
    </>
  );
}

function ListSkeleton({ label }: { label: string }) {
  return (
    <div className="space-y-2 p-2.5 pt-6" role="status" aria-label={label}>
      {["w-4/5", "w-3/5", "w-11/12", "w-2/3", "w-3/4"].map((width) => (
        <div key={width} className={`skeleton h-5 ${width}`} />
      ))}
    </div>
  );
}
