import { ChevronRight } from "lucide-react";
import { SelectField, TextField } from "@/shared/ui";
import { useTexts } from "../texts";
import { expansions, fusions } from "./api";
import type { FieldsProps } from "./SearchFields";

/** What only those change who want to know what it does. */
export function MoreOptions({ form, onChange, errors }: FieldsProps) {
  const { search: t } = useTexts();
  const standard = { value: "" as const, text: t.standard };
  const box = (name: "spelling" | "reranking") => (
    <label className="flex items-center gap-2 self-end py-1.5">
      <input type="checkbox" className="accent-accent" checked={form[name]} onChange={(event) => onChange({ [name]: event.target.checked })} />
      {t[name]}
    </label>
  );
  return (
    <details className="failures">
      <summary>
        {t.options}
        <ChevronRight aria-hidden size={15} className="chevron" />
      </summary>
      <div className="filter-grid mt-3">
        <SelectField label={t.fusion} value={form.fusion ?? ""} options={[standard, ...fusions.map((value) => ({ value, text: t.fusions[value] }))]} onChange={(fusion) => onChange({ fusion })} />
        <SelectField
          label={t.expansion}
          value={form.expansion ?? ""}
          options={[standard, ...expansions.map((value) => ({ value, text: t.expansions[value] }))]}
          onChange={(expansion) => onChange({ expansion })}
        />
        <TextField label={t.diversity} inputMode="decimal" value={form.diversity} onChange={(diversity) => onChange({ diversity })} errors={errors["diversity"]} />
        <TextField label={t.minScore} inputMode="decimal" value={form.minScore} onChange={(minScore) => onChange({ minScore })} errors={errors["min_score"]} />
        {box("spelling")}
        {box("reranking")}
      </div>
    </details>
  );
}
