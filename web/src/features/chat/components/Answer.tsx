import { useCatalogue } from "@/shared/i18n";
import { CitedAnswer, isCited } from "../citations/CitedAnswer";
import type { Entry } from "../model/history";
import { Markdown } from "../markdown/Markdown";
import { AnswerFooter } from "./AnswerFooter";
import { AnswerState } from "./AnswerState";
import { Failovers } from "./Failovers";
import { ToolSteps } from "./ToolSteps";
import { Typing } from "./Typing";

interface Props {
  entry: Entry;
  chatKey: string;
  last: boolean;
  busy: boolean;
}

export function Answer({ entry, chatKey, last, busy }: Props) {
  const m = useCatalogue();
  const { message, course, phase } = entry;
  const running = message.status === "running";
  if (phase === "queued") return null;
  return (
    <article aria-label={m.chat.assistant} aria-busy={running} className="group" data-status={message.status}>
      <ToolSteps steps={course.tools} />
      {isCited(message) ? <CitedAnswer message={message} /> : message.content !== "" && <Markdown text={message.content} />}
      {running && phase !== "reconnecting" && message.content === "" && <Typing />}
      <Failovers failovers={course.failovers} />
      {phase === "reconnecting" && <p className="pill mt-2">{m.chat.reconnecting}</p>}
      <AnswerState entry={entry} chatKey={chatKey} last={last} busy={busy} />
      {!running && <AnswerFooter message={message} course={course} canRegenerate={last && !busy && phase === null} />}
    </article>
  );
}
