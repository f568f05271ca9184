import { Plus, X } from "lucide-react";
import { Button, IconButton } from "@/shared/ui";
import type { Change, Draft, TextList } from "./draft";
import { TextArea } from "./Field";
import { Section } from "./Section";
import { useText } from "./text/useText";

export interface FieldsProps {
  draft: Draft;
  dispatch(change: Change): void;
  /** What is wrong with a field, by its name on the server. */
  errorOf(field: string): string | undefined;
}

export function PromptFields({ draft, dispatch, errorOf }: FieldsProps) {
  const t = useText();
  return (
    <Section title={t.prompt} hint={t.promptHint}>
      <fieldset>
        <legend className="sr-only">{t.mode}</legend>
        <div className="segments max-w-xs">
          {(["parts", "text"] as const).map((mode) => (
            <label key={mode}>
              <input type="radio" name="mode" className="sr-only" checked={draft.mode === mode} onChange={() => dispatch({ type: "set", values: { mode } })} />
              {mode === "parts" ? t.parts : t.whole}
            </label>
          ))}
        </div>
      </fieldset>
      {draft.mode === "text" ? (
        <TextArea label={t.text} rows={12} value={draft.text} error={errorOf("prompt.text") ?? errorOf("prompt.role") ?? errorOf("prompt")} onChange={(text) => dispatch({ type: "set", values: { text } })} />
      ) : (
        <>
          <TextArea label={t.role} hint={t.roleHint} rows={3} value={draft.role} error={errorOf("prompt.role") ?? errorOf("prompt")} onChange={(role) => dispatch({ type: "set", values: { role } })} />
          <Entries list="capabilities" title={t.capabilities} {...{ draft, dispatch, errorOf }} />
          <Entries list="guidelines" title={t.guidelines} {...{ draft, dispatch, errorOf }} />
          <TextArea label={t.format} rows={2} value={draft.format} error={errorOf("prompt.format")} onChange={(format) => dispatch({ type: "set", values: { format } })} />
          <Entries list="constraints" title={t.constraints} {...{ draft, dispatch, errorOf }} />
        </>
      )}
    </Section>
  );
}

function Entries({ list, title, draft, dispatch, errorOf }: FieldsProps & { list: TextList; title: string }) {
  const t = useText();
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-1 text-sm font-medium">{title}</legend>
      {draft[list].map(({ key, text }, at) => (
        <div key={key} className="flex items-start gap-1">
          <TextArea
            quiet
            className="flex-1"
            label={t.entry(title, at + 1)}
            rows={text.length > 90 ? 2 : 1}
            value={text}
            error={errorOf(`prompt.${list}[${at}]`)}
            onChange={(value) => dispatch({ type: "edit", list, key, values: { text: value } })}
          />
          <IconButton icon={X} label={t.removeEntry(title, at + 1)} onClick={() => dispatch({ type: "remove", list, key })} />
        </div>
      ))}
      <Button className="w-fit" aria-label={`${t.addEntry}: ${title}`} onClick={() => dispatch({ type: "add", list })}>
        <Plus aria-hidden size={16} />
        {t.addEntry}
      </Button>
      {errorOf(`prompt.${list}`) && <p className="text-sm text-danger">{errorOf(`prompt.${list}`)}</p>}
    </fieldset>
  );
}
