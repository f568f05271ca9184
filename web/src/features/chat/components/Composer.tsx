import { ArrowUp, Square } from "lucide-react";
import { type KeyboardEvent, type ReactNode, useEffect, useRef } from "react";
import { useCatalogue } from "@/shared/i18n";
import { useDrafts } from "../drafts";
import { useAutosize } from "../hooks/useAutosize";
import type { Turn } from "../model/turn";
import { CharacterCount, LIMIT } from "./CharacterCount";

interface Props {
  chatKey: string;
  turn: Turn | null;
  busy: boolean;
  /** What else goes with the message. */
  tools?: ReactNode;
  onSend(text: string): void;
  onStop(): void;
}

export function Composer({ chatKey, turn, busy, tools, onSend, onStop }: Props) {
  const m = useCatalogue();
  const field = useRef<HTMLTextAreaElement>(null);
  const text = useDrafts(({ drafts }) => drafts[chatKey] ?? "");
  const write = useDrafts((drafts) => drafts.write);
  const sendable = !busy && text.trim() !== "" && text.length <= LIMIT;
  useAutosize(field, text);

  // On a touch screen the focus would bring up the keyboard over the conversation.
  useEffect(() => {
    if (window.matchMedia("(pointer: fine)").matches) field.current?.focus();
  }, [chatKey]);

  function send() {
    if (sendable) onSend(text);
  }

  function onKeyDown(event: KeyboardEvent) {
    // While an input method is composing, Enter chooses a candidate. Safari reports that as key code 229.
    const composing = event.nativeEvent.isComposing || event.keyCode === 229;
    if (event.key !== "Enter" || event.shiftKey || composing) return;
    event.preventDefault();
    send();
  }

  return (
    <form
      className="composer"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <textarea
        ref={field}
        id="composer"
        rows={1}
        value={text}
        aria-label={m.composer.label}
        aria-describedby="composer-count composer-hint"
        aria-invalid={text.length > LIMIT}
        placeholder={m.composer.placeholder}
        onChange={(event) => write(chatKey, event.target.value)}
        onKeyDown={onKeyDown}
      />
      <div className="flex items-center gap-3 ps-2 pe-2 pb-2">
        {tools}
        <div className="flex min-w-0 flex-1 justify-between gap-3 ps-2">
          <CharacterCount length={text.length} hint={m.composer.hint} />
        </div>
        {busy ? (
          <button type="button" className="round" disabled={turn?.stopping} onClick={onStop} aria-label={m.composer.stop} title={m.composer.stop}>
            <Square aria-hidden size={13} fill="currentColor" />
          </button>
        ) : (
          <button type="submit" className="round" disabled={!sendable} aria-label={m.composer.send} title={m.composer.send}>
            <ArrowUp aria-hidden size={19} strokeWidth={2.25} />
          </button>
        )}
      </div>
    </form>
  );
}
