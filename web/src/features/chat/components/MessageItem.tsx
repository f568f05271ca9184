import { memo } from "react";
import type { Entry } from "../model/history";
import { Answer } from "./Answer";
import { Question } from "./Question";

interface Props {
  entry: Entry;
  chatKey: string;
  last: boolean;
  busy: boolean;
}

/** A finished message keeps its entry, so it renders once however long the next answer streams. */
export const MessageItem = memo(function MessageItem({ entry, chatKey, last, busy }: Props) {
  const { message, phase } = entry;
  return (
    <div className="column py-3">
      {message.role === "user" ? (
        <Question text={message.content} phase={phase} />
      ) : (
        <Answer entry={entry} chatKey={chatKey} last={last} busy={busy} />
      )}
    </div>
  );
}, same);

function same(before: Props, after: Props): boolean {
  const actionable = after.last ? before.busy === after.busy : true;
  return before.entry === after.entry && before.chatKey === after.chatKey && before.last === after.last && actionable;
}
