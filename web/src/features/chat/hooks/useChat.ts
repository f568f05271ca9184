import { useEffect, useMemo } from "react";
import { storedEntries, withTurn } from "../model/history";
import { isActive } from "../model/turn";
import { NEW_CHAT } from "../model/turnStore";
import { useTurn, useTurns } from "./TurnsContext";
import { useMessages } from "./useMessages";

/** A conversation's messages with its running turn, and what can be done with them. */
export function useChat(conversationId: string | null) {
  const key = conversationId ?? NEW_CHAT;
  const turns = useTurns();
  const turn = useTurn(key);
  const messages = useMessages(conversationId);
  const stored = useMemo(() => storedEntries(messages.data, turns.courseFor), [messages.data, turns]);
  const entries = useMemo(() => withTurn(stored, turn), [stored, turn]);

  // An answer that was running when the page was loaded is followed from here on.
  const running = stored.findLast(({ message }) => message.status === "running")?.message;
  useEffect(() => {
    if (running) turns.attach(running);
  }, [running, turns]);

  return { key, turns, turn, messages, entries, busy: turn !== null && isActive(turn) };
}
