import { CircleStop, TriangleAlert, Unplug } from "lucide-react";
import { CONNECTION_LOST } from "@/shared/http";
import { useCatalogue } from "@/shared/i18n";
import { useTurns } from "../hooks/TurnsContext";
import type { Entry } from "../model/history";
import { problemText } from "./problemText";
import { ResetTime, RetryButton } from "./Retrying";

interface Props {
  entry: Entry;
  chatKey: string;
  last: boolean;
  busy: boolean;
}

/** How an answer ended, when it did not simply end. */
export function AnswerState(props: Props) {
  const m = useCatalogue();
  const { message } = props.entry;
  if (message.status === "failed") return <Failure {...props} />;
  if (message.status === "cancelled") return <Label icon={CircleStop} text={m.chat.stopped} />;
  if (message.status === "interrupted") return <Label icon={Unplug} text={m.chat.interrupted} />;
  if (message.finish_reason === "length") return <Label icon={TriangleAlert} text={m.chat.tooLongAnswer} />;
  if (message.finish_reason === "content_filter") return <Label icon={TriangleAlert} text={m.chat.filtered} />;
  return null;
}

function Label({ icon: Icon, text }: { icon: typeof CircleStop; text: string }) {
  return (
    <p className="mt-2 inline-flex items-center gap-1.5 text-sm text-ink-soft">
      <Icon aria-hidden size={15} />
      {text}
    </p>
  );
}

function Failure({ entry: { message, course, phase }, chatKey, last, busy }: Props) {
  const m = useCatalogue();
  const turns = useTurns();
  const opened = message.conversation_id !== "";
  const error = message.error ?? { code: "", detail: "", retryable: true };

  function retry() {
    if (!opened) turns.resend(chatKey);
    else if (phase !== null && error.code === CONNECTION_LOST) turns.reattach(chatKey);
    else turns.regenerate(message);
  }

  return (
    <div className="notice notice-danger mt-2 mb-0">
      <TriangleAlert aria-hidden size={18} className="shrink-0" />
      <div role="alert" className="min-w-0 flex-1">
        <p>{problemText(error, m, opened)}</p>
        <ResetTime code={error.code} retryAt={course.retryAt} />
      </div>
      {last && !busy && error.retryable && <RetryButton code={error.code} retryAt={course.retryAt} onClick={retry} />}
    </div>
  );
}
