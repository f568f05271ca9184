import { type ReactNode, useRef } from "react";
import { problemOf } from "@/shared/http";
import { useCatalogue } from "@/shared/i18n";
import { Button } from "@/shared/ui";
import { useChat } from "../hooks/useChat";
import { useStopShortcut } from "../hooks/useStopShortcut";
import { Announcer } from "./Announcer";
import { Composer } from "./Composer";
import { MessageList, type MessageListHandle } from "./MessageList";
import { Notice } from "./Notice";
import { MessagesSkeleton } from "./MessagesSkeleton";
import { Welcome } from "./Welcome";

interface Props {
  /** Null for the chat that is about to begin. */
  conversationId: string | null;
  /** Shown above the message box. */
  banner: ReactNode;
  /** Shown when the conversation does not exist. */
  missing: ReactNode;
  /** In the message box: what else goes with a message. */
  tools?: ReactNode;
  /** Why the reader may not write here; null when they may. */
  refusal: string | null;
}

export function ChatPanel({ conversationId, banner, missing, tools, refusal }: Props) {
  const m = useCatalogue();
  const list = useRef<MessageListHandle>(null);
  const { key, turns, turn, messages, entries, busy } = useChat(conversationId);
  useStopShortcut(busy, () => void turns.stop(key));

  function send(text: string) {
    turns.send(key, text);
    list.current?.toLatest();
  }

  if (messages.error && problemOf(messages.error).status === 404) return missing;
  return (
    <section className="flex min-h-0 flex-1 flex-col" aria-busy={busy}>
      {entries.length > 0 ? (
        <MessageList ref={list} chatKey={key} entries={entries} busy={busy} messages={messages} />
      ) : conversationId === null || messages.data ? (
        <Welcome onChoose={refusal === null ? send : null} />
      ) : messages.error ? (
        <div role="alert" className="grid flex-1 place-content-center justify-items-center gap-4 p-6 text-ink-soft">
          {problemOf(messages.error).detail || m.chat.loadFailed}
          <Button onClick={() => void messages.refetch()}>{m.app.retry}</Button>
        </div>
      ) : (
        <MessagesSkeleton />
      )}
      <div className="column shrink-0 pb-4">
        <Notice turn={turn} onDismiss={() => turns.dismiss(key)} />
        {banner}
        {refusal === null ? (
          <Composer chatKey={key} turn={turn} busy={busy} tools={tools} onSend={send} onStop={() => void turns.stop(key)} />
        ) : (
          <p className="banner">{refusal}</p>
        )}
      </div>
      <Announcer chatKey={key} />
    </section>
  );
}
