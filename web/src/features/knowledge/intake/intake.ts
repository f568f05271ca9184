import type { Problem } from "@/shared/http";
import { type Job, jobEnds } from "../api";

/** Something on its way into a collection: files being sent, then the job that reads them. Pure data. */
export interface Intake {
  key: string;
  collection: string;
  /** What it is called: the name of a file, an address; null for a job that somebody began elsewhere. */
  name: string | null;
  /** How many files or addresses. */
  count: number;
  phase: "sending" | "working" | "ended" | "failed" | "cancelled";
  /** Bytes on their way, while files are sent. */
  sent: number;
  size: number;
  job: Job | null;
  cancelling: boolean;
  problem: Problem | null;
}

export type Intakes = Readonly<Record<string, Intake>>;

export type IntakeAction =
  | { type: "begin"; key: string; collection: string; name: string | null; count: number; size: number }
  | { type: "sent"; key: string; bytes: number }
  | { type: "job"; key: string; job: Job }
  | { type: "cancelling"; key: string; cancelling: boolean }
  | { type: "cancelled"; key: string }
  | { type: "failed"; key: string; problem: Problem }
  | { type: "dismiss"; key: string };

export function reduceIntakes(intakes: Intakes, action: IntakeAction): Intakes {
  const { key } = action;
  if (action.type === "begin") {
    const { collection, name, count, size } = action;
    return { ...intakes, [key]: { key, collection, name, count, size, phase: "sending", sent: 0, job: null, cancelling: false, problem: null } };
  }
  const { [key]: intake, ...others } = intakes;
  if (!intake) return intakes;
  if (action.type === "dismiss") return others;
  if (!isActive(intake)) return intakes;
  return { ...intakes, [key]: reduceOne(intake, action) };
}

function reduceOne(intake: Intake, action: Exclude<IntakeAction, { type: "begin" | "dismiss" }>): Intake {
  switch (action.type) {
    case "sent":
      return { ...intake, sent: Math.min(intake.size, Math.max(intake.sent, action.bytes)) };
    case "job":
      return { ...intake, job: action.job, phase: phaseOf(action.job) };
    case "cancelling":
      return { ...intake, cancelling: action.cancelling };
    case "cancelled":
      return { ...intake, phase: "cancelled" };
    case "failed":
      return { ...intake, phase: "failed", problem: action.problem };
  }
}

function phaseOf({ status }: Job): Intake["phase"] {
  if (status === "finished") return "ended";
  return status === "failed" || status === "cancelled" ? status : "working";
}

export function isActive({ phase }: Intake): boolean {
  return phase === "sending" || phase === "working";
}

/** Whether what did not arrive can be sent once more. */
export function canResend({ phase, size, job, problem }: Intake): boolean {
  return phase === "failed" && job === null && size > 0 && problem?.retryable === true;
}

export function hasEnded({ status }: Job): boolean {
  return jobEnds.some((end) => end === status);
}

/** How much is done, 0 to 1; null while nobody can tell. */
export function shareOf({ phase, sent, size, job }: Intake): number | null {
  if (phase === "sending") return size > 0 ? sent / size : null;
  if (!job || job.total === 0) return null;
  return Math.min(1, (job.done + job.skipped + job.failed) / job.total);
}
