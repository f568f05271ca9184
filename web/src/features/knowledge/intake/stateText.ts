import { CONNECTION_LOST, NETWORK_ERROR } from "@/shared/http";
import type { Texts } from "../texts/en";
import type { Intake } from "./intake";

/** Where it stands, in words. */
export function stateText({ phase, sent, size, job, cancelling, problem }: Intake, { intake: t }: Texts): string {
  switch (phase) {
    case "sending":
      return t.sending(sent, size);
    case "working":
      if (cancelling) return t.cancelling;
      return !job || job.status === "queued" ? t.queued : t.reading(job.done + job.skipped + job.failed, job.total);
    case "ended":
      return job ? t.ended(job.done, job.skipped, job.failed) : "";
    case "failed":
      if (problem?.code === NETWORK_ERROR && !job) return t.cut;
      if (problem?.code === NETWORK_ERROR || problem?.code === CONNECTION_LOST) return t.lost;
      return problem?.detail || job?.error || t.failed;
    case "cancelled":
      return t.cancelled;
  }
}
