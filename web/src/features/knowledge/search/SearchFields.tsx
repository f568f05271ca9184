import { SelectField } from "@/shared/ui";
import { NumberField } from "../fields/NumberField";
import { useTexts } from "../texts";
import { modes, strategies } from "./api";
import type { SearchForm } from "./form";

export interface FieldsProps {
  form: SearchForm;
  onChange(part: Partial<SearchForm>): void;
  errors: Record<string, string[]>;
}

/** How to search, and how much is wanted. */
export function SearchFields({ form, onChange, errors }: FieldsProps) {
  const { search: t } = useTexts();
  const standard = { value: "" as const, text: t.standard };
  return (
    <div className="filter-grid">
      <SelectField label={t.mode} value={form.mode ?? ""} options={[standard, ...modes.map((value) => ({ value, text: t.modes[value] }))]} onChange={(mode) => onChange({ mode })} />
      <SelectField
        label={t.strategy}
        value={form.strategy ?? ""}
        options={[standard, ...strategies.map((value) => ({ value, text: t.strategies[value] }))]}
        onChange={(strategy) => onChange({ strategy })}
      />
      <NumberField whole label={t.top} hint={t.topHint} value={form.top} onChange={(top) => onChange({ top })} errors={errors["top"]} />
    </div>
  );
}
