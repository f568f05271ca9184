import { problemOf } from "@/shared/http";
import { Choice, Field } from "@/shared/ui";
import type { Period } from "../api";
import { useUsage } from "../hooks/useUsage";
import type { PeriodKind } from "../model/period";
import { useTexts } from "../texts";

interface Props {
  kind: PeriodKind;
  days: Period;
  onKind(kind: PeriodKind): void;
  onDays(days: Period): void;
}

const kinds: PeriodKind[] = ["this", "last", "custom"];

export function PeriodChoice({ kind, days, onKind, onDays }: Props) {
  const t = useTexts();
  return (
    <div className="space-y-3">
      <div className="max-w-md">
        <Choice legend={t.period.legend} value={kind} options={kinds.map((value) => ({ value, text: t.period[value] }))} onChoose={onKind} />
      </div>
      {kind === "custom" && <Days days={days} onDays={onDays} />}
      <p className="text-sm text-ink-soft">{t.period.utc}</p>
    </div>
  );
}

function Days({ days, onDays }: Pick<Props, "days" | "onDays">) {
  const t = useTexts();
  // The same question as the report's, so it is asked once; here its answer is only looked at for errors.
  const { error } = useUsage(days, ["day"]);
  const errors = error ? problemOf(error).errors : {};
  return (
    <div className="flex flex-wrap gap-4">
      {(["from", "to"] as const).map((end) => (
        <Field key={end} label={t.period[end]} errors={errors[end]}>
          {(aria) => (
            <input
              type="date"
              className="field"
              required
              value={days[end]}
              onChange={(event) => onDays({ ...days, [end]: event.target.value })}
              {...aria}
            />
          )}
        </Field>
      ))}
    </div>
  );
}
