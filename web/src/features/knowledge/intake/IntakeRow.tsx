import { X } from "lucide-react";
import { plain } from "@/shared/lib/plain";
import { Button, IconButton } from "@/shared/ui";
import { useTexts } from "../texts";
import { Failures } from "./Failures";
import { canResend, type Intake, isActive, shareOf } from "./intake";
import { cancelIntake, dismissIntake, sendAgain } from "./runner";
import { stateText } from "./stateText";

/** One thing on its way: how far it is, and an end to it. */
export function IntakeRow({ intake }: { intake: Intake }) {
  const texts = useTexts();
  const { intake: t } = texts;
  const { key, phase, job, cancelling } = intake;
  const name = t.name(intake.name && plain(intake.name), intake.count);
  const state = stateText(intake, texts);
  const share = shareOf(intake);
  return (
    <li className="card space-y-2" data-phase={phase}>
      <div className="flex items-center gap-3">
        <div className="min-w-0 flex-1">
          <p className="truncate font-medium">{name}</p>
          <p className={phase === "failed" ? "text-sm text-danger" : "text-sm text-ink-soft tabular-nums"}>{state}</p>
        </div>
        {canResend(intake) && (
          <Button aria-label={t.againOf(name)} onClick={() => sendAgain(key)}>
            {t.again}
          </Button>
        )}
        {isActive(intake) ? (
          <Button aria-label={t.cancelOf(name)} disabled={cancelling} onClick={() => void cancelIntake(key)}>
            {t.cancel}
          </Button>
        ) : (
          <IconButton icon={X} size="small" label={t.dismissOf(name)} onClick={() => dismissIntake(key)} />
        )}
      </div>
      {isActive(intake) && <progress className="progress" aria-label={name} max={1} {...(share === null ? {} : { value: share })} />}
      {job && job.failed > 0 && <Failures job={job.id} failed={job.failed} />}
    </li>
  );
}
