import { Plus, Trash2 } from "lucide-react";
import { Button, IconButton } from "@/shared/ui";
import { TextArea } from "./Field";
import type { FieldsProps } from "./PromptFields";
import { Section } from "./Section";
import { useText } from "./text/useText";

export function ExampleFields({ draft, dispatch, errorOf }: FieldsProps) {
  const t = useText();
  return (
    <Section title={t.examples} hint={t.examplesHint}>
      {draft.examples.map(({ key, user, assistant }, at) => (
        <fieldset key={key} className="grid gap-3 rounded-xl border border-line p-3">
          <legend className="sr-only">{t.exampleNumber(at + 1)}</legend>
          <TextArea
            label={t.user}
            rows={2}
            value={user}
            error={errorOf(`examples[${at}].user`)}
            onChange={(value) => dispatch({ type: "edit", list: "examples", key, values: { user: value } })}
          />
          <div className="flex items-end gap-1">
            <TextArea
              className="flex-1"
              label={t.assistant}
              rows={2}
              value={assistant}
              error={errorOf(`examples[${at}].assistant`)}
              onChange={(value) => dispatch({ type: "edit", list: "examples", key, values: { assistant: value } })}
            />
            <IconButton icon={Trash2} label={t.removeExample(at + 1)} onClick={() => dispatch({ type: "remove", list: "examples", key })} />
          </div>
        </fieldset>
      ))}
      <Button className="w-fit" onClick={() => dispatch({ type: "add", list: "examples" })}>
        <Plus aria-hidden size={16} />
        {t.addExample}
      </Button>
    </Section>
  );
}
