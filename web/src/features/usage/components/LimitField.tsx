import { Field } from "@/shared/ui";
import { useTexts } from "../texts";

export function LimitField({ value, onChange, errors }: { value: string; onChange(value: string): void; errors: string[] | undefined }) {
  const { budgets: t } = useTexts();
  return (
    <Field label={t.limit} errors={errors}>
      {(aria) => (
        <input
          type="number"
          inputMode="decimal"
          min="0"
          step="any"
          className="field w-full"
          value={value}
          onChange={(event) => onChange(event.target.value)}
          {...aria}
        />
      )}
    </Field>
  );
}
