import { SelectField } from "@/shared/ui";
import { Disclosure } from "../fields/Disclosure";
import { NumberField } from "../fields/NumberField";
import { useTexts } from "../texts";
import { expansions, fusions } from "./api";
import { optionsIn, type YesNo } from "./form";
import type { FieldsProps } from "./SearchFields";

const own = ["diversity", "min_score", "half_life_days"];

/** What only those change who want to know what it does. */
export function MoreOptions({ form, onChange, errors }: FieldsProps) {
  const { search: t } = useTexts();
  const standard = { value: "" as const, text: t.standard };
  const yesNo: { value: YesNo; text: string }[] = [standard, { value: "yes", text: t.yes }, { value: "no", text: t.no }];
  return (
    <Disclosure title={t.options} used={optionsIn(form)} wrong={own.some((name) => errors[name])}>
      <div className="filter-grid">
        <SelectField
          label={t.expansion}
          hint={t.expansionHint}
          value={form.expansion ?? ""}
          options={[standard, ...expansions.map((value) => ({ value, text: t.expansions[value] }))]}
          onChange={(expansion) => onChange({ expansion })}
        />
        <SelectField
          label={t.fusion}
          hint={t.fusionHint}
          value={form.fusion ?? ""}
          options={[standard, ...fusions.map((value) => ({ value, text: t.fusions[value] }))]}
          onChange={(fusion) => onChange({ fusion })}
        />
        <SelectField label={t.spelling} value={form.spelling} options={yesNo} onChange={(spelling) => onChange({ spelling })} />
        <SelectField label={t.reranking} value={form.reranking} options={yesNo} onChange={(reranking) => onChange({ reranking })} />
        <NumberField
          label={t.diversity}
          hint={t.diversityHint}
          value={form.diversity}
          onChange={(diversity) => onChange({ diversity })}
          errors={errors["diversity"]}
        />
        <NumberField
          label={t.minScore}
          hint={t.minScoreHint}
          value={form.minScore}
          onChange={(minScore) => onChange({ minScore })}
          errors={errors["min_score"]}
        />
        <NumberField
          label={t.halfLife}
          hint={t.halfLifeHint}
          value={form.halfLife}
          onChange={(halfLife) => onChange({ halfLife })}
          errors={errors["half_life_days"]}
        />
      </div>
    </Disclosure>
  );
}
