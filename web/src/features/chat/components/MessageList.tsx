import { useVirtualizer } from "@tanstack/react-virtual";
import { type Ref, useEffect, useImperativeHandle, useRef } from "react";
import { useCatalogue } from "@/shared/i18n";
import type { useMessages } from "../hooks/useMessages";
import { useNearEnd } from "../hooks/useNearEnd";
import type { Entry } from "../model/history";
import { MessageItem } from "./MessageItem";
import { ToLatest } from "./ToLatest";

/** This close to the end, in pixels, the reader is taken to be at the end. */
const NEAR_END = 80;

export interface MessageListHandle {
  toLatest(): void;
}

interface Props {
  ref: Ref<MessageListHandle>;
  chatKey: string;
  entries: Entry[];
  busy: boolean;
  messages: ReturnType<typeof useMessages>;
}

/** Only what is in view is in the page. Stays at the end while an answer grows, unless the reader has scrolled up. */
export function MessageList({ ref, chatKey, entries, busy, messages }: Props) {
  const m = useCatalogue();
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: entries.length,
    getScrollElement: () => scroller.current,
    getItemKey: (index) => entries[index]?.message.id ?? index,
    estimateSize: () => 160,
    overscan: 4,
    paddingStart: 24,
    paddingEnd: 40,
    anchorTo: "end",
    followOnAppend: true,
    scrollEndThreshold: NEAR_END,
  });
  const toLatest = () => virtual.scrollToEnd();
  useImperativeHandle(ref, () => ({ toLatest: () => requestAnimationFrame(toLatest) }));
  const nearEnd = useNearEnd(scroller, NEAR_END);

  // A conversation opens at its end.
  useEffect(() => virtual.scrollToEnd(), [virtual, chatKey]);

  const items = virtual.getVirtualItems();
  // Before the list has scrolled to its end it stands at its top as well, and nobody has asked for more.
  const atTop = items[0]?.index === 0 && !nearEnd;
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = messages;
  useEffect(() => {
    if (atTop && hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [atTop, hasNextPage, isFetchingNextPage, fetchNextPage]);

  return (
    <div className="relative flex min-h-0 flex-1 flex-col">
      {isFetchingNextPage && <p className="pill absolute inset-x-0 top-2 z-10 mx-auto">{m.chat.older}</p>}
      <div
        ref={scroller}
        role="log"
        aria-label={m.chat.log}
        // The log's own live region would read out every token; the announcer speaks instead.
        aria-live="off"
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- scrolling by keyboard needs the focus
        tabIndex={0}
        className="min-h-0 flex-1 overflow-y-auto overscroll-contain"
      >
        <div className="relative w-full" style={{ height: virtual.getTotalSize() }}>
          {items.map(({ key, index, start }) => {
            const entry = entries[index];
            return (
              <div
                key={key}
                ref={virtual.measureElement}
                data-index={index}
                className="absolute inset-x-0 top-0"
                style={{ transform: `translateY(${start}px)` }}
              >
                {entry && <MessageItem entry={entry} chatKey={chatKey} last={index === entries.length - 1} busy={busy} />}
              </div>
            );
          })}
        </div>
      </div>
      <ToLatest hidden={nearEnd} busy={busy} onClick={toLatest} />
    </div>
  );
}
