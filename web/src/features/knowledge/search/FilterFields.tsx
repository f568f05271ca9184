import { TextField } from "@/shared/ui";
import { Disclosure } from "../fields/Disclosure";
import { useTexts } from "../texts";
import { filtersIn } from "./form";
import { kinds } from "./kinds";
import type { FieldsProps } from "./SearchFields";

const own = ["filter.tags", "filter.languages", "filter.to"];

/** Which documents are looked at: those of which all that is said here is true. */
export function FilterFields({ form, onChange, errors }: FieldsProps) {
  const { search: t } = useTexts();
  return (
    <Disclosure title={t.filters} used={filtersIn(form)} wrong={own.some((name) => errors[name])}>
      <p className="text-sm text-ink-soft">{t.filtersHint}</p>
      <div className="filter-grid">
        <TextField label={t.tags} hint={t.tagsHint} autoComplete="off" value={form.tags} onChange={(tags) => onChange({ tags })} errors={errors["filter.tags"]} />
        <TextField
          label={t.languages}
          hint={t.languagesHint}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          value={form.languages}
          onChange={(languages) => onChange({ languages })}
          errors={errors["filter.languages"]}
        />
        <TextField label={t.from} hint={t.fromHint} type="date" value={form.from} onChange={(from) => onChange({ from })} />
        <TextField label={t.to} type="date" value={form.to} onChange={(to) => onChange({ to })} errors={errors["filter.to"]} />
      </div>
      <fieldset>
        <legend className="text-[0.9375rem] font-medium">{t.kind}</legend>
        <div className="-mx-2 flex flex-wrap">
          {kinds.map((kind) => (
            <label key={kind} className="option text-[0.9375rem]">
              <input
                type="checkbox"
                className="mt-1 accent-accent"
                checked={form.kinds.includes(kind)}
                onChange={(event) => onChange({ kinds: event.target.checked ? [...form.kinds, kind] : form.kinds.filter((one) => one !== kind) })}
              />
              {t.kinds[kind]}
            </label>
          ))}
        </div>
      </fieldset>
    </Disclosure>
  );
}
