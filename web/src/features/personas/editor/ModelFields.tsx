import type { Tier } from "../api";
import type { Values } from "./draft";
import { Field, TextInput } from "./Field";
import type { FieldsProps } from "./PromptFields";
import { Section } from "./Section";
import { useText } from "./text/useText";

const TIERS = ["economy", "standard", "premium"] as const;

export function ModelFields({ draft, dispatch, errorOf }: FieldsProps) {
  const t = useText();
  const set = (values: Partial<Values>) => dispatch({ type: "set", values });
  const tier = (field: "minTier" | "maxTier", label: string, error: string | undefined) => (
    <Field label={label} error={error}>
      {(attributes) => (
        <select {...attributes} className="field w-full" value={draft[field]} onChange={(event) => set({ [field]: event.target.value as Tier | "" })}>
          <option value="">{t.anyTier}</option>
          {TIERS.map((name) => (
            <option key={name} value={name}>
              {t.tiers[name]}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
  return (
    <Section title={t.model} hint={t.modelHint}>
      <div className="grid gap-3 sm:grid-cols-2">
        <TextInput label={t.provider} value={draft.provider} error={errorOf("provider")} onChange={(provider) => set({ provider })} />
        <TextInput label={t.modelName} value={draft.model} error={errorOf("model")} onChange={(model) => set({ model })} />
        <TextInput label={t.temperature} type="number" value={draft.temperature} error={errorOf("temperature")} onChange={(temperature) => set({ temperature })} />
        <TextInput label={t.maxTokens} type="number" value={draft.maxTokens} error={errorOf("max_tokens")} onChange={(maxTokens) => set({ maxTokens })} />
        {tier("minTier", t.minTier, errorOf("min_tier"))}
        {tier("maxTier", t.maxTier, errorOf("max_tier"))}
      </div>
      <label className="flex items-center gap-2 text-sm">
        <input type="checkbox" className="size-4 accent-accent" checked={draft.allowModelOverride} onChange={(event) => set({ allowModelOverride: event.target.checked })} />
        {t.override}
      </label>
      {errorOf("allow_model_override") && <p className="text-sm text-danger">{errorOf("allow_model_override")}</p>}
    </Section>
  );
}
