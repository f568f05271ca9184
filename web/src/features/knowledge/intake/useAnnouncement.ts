import { useTexts } from "../texts";
import type { Intake } from "./intake";
import { stateText } from "./stateText";

/** What a screen reader is told: where things stand in tenths, and how they end; never every file. */
export function useAnnouncement(intakes: Intake[]): string {
  const texts = useTexts();
  const last = intakes.at(-1);
  if (!last) return "";
  const { job } = last;
  const step = Math.max(1, Math.ceil((job?.total ?? 0) / 10));
  const coarse = job && last.phase === "working" ? { ...last, job: { ...job, done: Math.floor(job.done / step) * step } } : last;
  return last.phase === "sending" ? "" : `${texts.intake.name(last.name, last.count)}: ${stateText(coarse, texts)}`;
}
