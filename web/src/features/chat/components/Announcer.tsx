import { useEffect, useState } from "react";
import { type Catalogue, useCatalogue } from "@/shared/i18n";
import { useTurns } from "../hooks/TurnsContext";
import type { CitationReport } from "../citations/types";
import type { Turn } from "../model/turn";
import { tallyOf } from "../citations/verdicts";
import { failoverText } from "./failoverText";

/** Tells a screen reader where the answer stands, and never reads out single words of it. */
export function Announcer({ chatKey }: { chatKey: string }) {
  const m = useCatalogue();
  const { store } = useTurns();
  const [text, setText] = useState("");
  useEffect(() => {
    // Read from the store, not from a render: a finished turn may be gone before the next one.
    let before = "";
    return store.subscribe(() => {
      const turn = store.get(chatKey);
      const now = turn ? announcement(turn, m) : before;
      if (now !== before) setText(now);
      before = now;
    });
  }, [store, chatKey, m]);
  return (
    <div role="status" className="sr-only">
      {text}
    </div>
  );
}

function announcement({ phase, completion, failovers }: Turn, m: Catalogue): string {
  const texts = m.chat.announce;
  const failover = failovers.at(-1);
  switch (phase) {
    case "queued":
      return texts.queued;
    case "sending":
      return "";
    case "streaming":
      return failover ? failoverText(failover, m) : texts.started;
    case "reconnecting":
      return texts.reconnecting;
    case "failed":
      return texts.failed;
    case "done":
      if (completion?.finishReason === "cancelled") return texts.stopped;
      return completion?.citations ? `${texts.done} ${tallied(completion.citations, m)}`.trim() : texts.done;
  }
}

function tallied(report: CitationReport, m: Catalogue): string {
  const counts = tallyOf(report).map(([verdict, count]) => m.documents.tally(count, m.documents.verdicts[verdict]));
  return counts.length > 0 ? `${m.documents.cites(report.citations.length)}: ${counts.join(", ")}.` : "";
}
