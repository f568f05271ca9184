import { Plus, Trash2 } from "lucide-react";
import { Button, IconButton } from "@/shared/ui";
import { undeclared } from "./draft";
import { TextInput } from "./Field";
import type { FieldsProps } from "./PromptFields";
import { Section } from "./Section";
import { useText } from "./text/useText";

export function VariableFields({ draft, dispatch, errorOf }: FieldsProps) {
  const t = useText();
  const missing = undeclared(draft);
  return (
    <Section title={t.variables} hint={t.variablesHint}>
      {missing.length > 0 && (
        <div className="flex flex-wrap items-center gap-2 text-sm">
          <span>{t.undeclared}</span>
          {missing.map((name) => (
            <Button key={name} aria-label={t.declare(name)} onClick={() => dispatch({ type: "add", list: "variables", name })}>
              <Plus aria-hidden size={15} />
              <code>{name}</code>
            </Button>
          ))}
        </div>
      )}
      {draft.variables.map(({ key, name, description, standard, required }, at) => {
        const edit = (values: Partial<{ name: string; description: string; standard: string; required: boolean }>) =>
          dispatch({ type: "edit", list: "variables", key, values });
        return (
          <fieldset key={key} className="grid gap-3 rounded-xl border border-line p-3 sm:grid-cols-2">
            <legend className="sr-only">{name || t.variables}</legend>
            <TextInput label={t.variableName} value={name} error={errorOf(`variables[${at}].name`)} onChange={(value) => edit({ name: value })} />
            <TextInput label={t.standard} value={standard} error={errorOf(`variables[${at}].default`)} onChange={(value) => edit({ standard: value })} />
            <TextInput
              className="sm:col-span-2"
              label={t.variableDescription}
              value={description}
              error={errorOf(`variables[${at}].description`)}
              onChange={(value) => edit({ description: value })}
            />
            <div className="flex items-center justify-between gap-3 sm:col-span-2">
              <label className="flex items-center gap-2 text-sm">
                <input type="checkbox" className="size-4 accent-accent" checked={required} onChange={(event) => edit({ required: event.target.checked })} />
                {t.required}
              </label>
              <IconButton icon={Trash2} label={t.removeVariable(name)} onClick={() => dispatch({ type: "remove", list: "variables", key })} />
            </div>
          </fieldset>
        );
      })}
      <Button className="w-fit" onClick={() => dispatch({ type: "add", list: "variables" })}>
        <Plus aria-hidden size={16} />
        {t.addVariable}
      </Button>
    </Section>
  );
}
