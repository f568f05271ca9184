import { SelectField } from "@/shared/ui";
import { chunkers } from "../api";
import { Disclosure } from "../fields/Disclosure";
import { NumberField } from "../fields/NumberField";
import { useTexts } from "../texts";
import { type ChunkingForm, isChosen } from "./chunking";

interface Props {
  form: ChunkingForm;
  onChange(form: ChunkingForm): void;
  errors: Record<string, string[]>;
  /** It was changed, and there are documents that were cut otherwise. */
  later: boolean;
}

const own = ["chunking.chunker", "chunking.tokens", "chunking.overlap"];

/** How documents become passages. */
export function ChunkingFields({ form, onChange, errors, later }: Props) {
  const { collections: t, search } = useTexts();
  const hints: Record<string, string> = t.chunkerHints;
  return (
    <Disclosure title={t.cutting} used={isChosen(form)} wrong={own.some((name) => errors[name])}>
      <p className="text-sm text-ink-soft">{t.cuttingHint}</p>
      <SelectField
        label={t.chunker}
        hint={hints[form.chunker]}
        value={form.chunker}
        options={[{ value: "", text: search.standard }, ...chunkers.map((value) => ({ value, text: t.chunkers[value] }))]}
        onChange={(chunker) => onChange({ ...form, chunker })}
        errors={errors["chunking.chunker"]}
      />
      <NumberField
        whole
        label={t.tokens}
        hint={t.tokensHint}
        value={form.tokens}
        onChange={(tokens) => onChange({ ...form, tokens })}
        errors={errors["chunking.tokens"]}
      />
      <NumberField
        whole
        label={t.overlap}
        hint={t.overlapHint}
        value={form.overlap}
        onChange={(overlap) => onChange({ ...form, overlap })}
        errors={errors["chunking.overlap"]}
      />
      {later && (
        <p role="status" className="banner">
          {t.cuttingLater}
        </p>
      )}
    </Disclosure>
  );
}
