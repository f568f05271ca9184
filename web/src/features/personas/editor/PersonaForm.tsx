import { useState } from "react";
import { Button } from "@/shared/ui";
import { fetchPersona, type Persona } from "../api";
import { type Draft, idFrom } from "./draft";
import { ExampleFields } from "./ExampleFields";
import { TextInput } from "./Field";
import { FormFooter } from "./FormFooter";
import { FormHeader } from "./FormHeader";
import { History } from "./History";
import { LeaveDialog } from "./LeaveDialog";
import { ModelFields } from "./ModelFields";
import { Preview } from "./Preview";
import { PromptFields } from "./PromptFields";
import { useText } from "./text/useText";
import { useEditor } from "./useEditor";
import { VariableFields } from "./VariableFields";

interface Props {
  start: Draft;
  /** Null for one that is not stored yet. */
  persona: Persona | null;
}

export function PersonaForm({ start, persona }: Props) {
  const t = useText();
  const editor = useEditor(start, persona);
  const { draft, dispatch, problem } = editor;
  const [idTouched, setIdTouched] = useState(start.id !== "");
  const readOnly = persona?.built_in ?? false;
  const errorOf = (field: string) => problem?.errors[field]?.join(" ");
  const fields = { draft, dispatch, errorOf };

  async function loadNewest() {
    if (!persona) return;
    editor.take(await fetchPersona(persona.id, new AbortController().signal));
    editor.save.reset();
  }

  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!readOnly) editor.save.mutate();
      }}
    >
      <FormHeader persona={persona} name={draft.displayName} version={editor.version} onDelete={() => editor.remove.mutate()} failed={editor.remove.isError} />
      <div className="mt-6 grid items-start gap-8 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="grid min-w-0 gap-6">
          <fieldset disabled={readOnly} className="grid min-w-0 gap-6">
            <div className="grid gap-4 sm:grid-cols-2">
              <TextInput
                label={t.name}
                value={draft.displayName}
                error={errorOf("display_name")}
                onChange={(displayName) => dispatch({ type: "set", values: { displayName, ...(persona || idTouched ? {} : { id: idFrom(displayName) }) } })}
              />
              {!persona && (
                <TextInput
                  label={t.id}
                  hint={t.idHint}
                  value={draft.id}
                  error={errorOf("id")}
                  onChange={(id) => {
                    setIdTouched(true);
                    dispatch({ type: "set", values: { id } });
                  }}
                />
              )}
              <TextInput
                className="sm:col-span-2"
                label={t.description}
                hint={t.descriptionHint}
                value={draft.description}
                error={errorOf("description")}
                onChange={(description) => dispatch({ type: "set", values: { description } })}
              />
            </div>
            <PromptFields {...fields} />
            <VariableFields {...fields} />
            <ExampleFields {...fields} />
            <ModelFields {...fields} />
          </fieldset>
          {persona && !readOnly && (
            <History id={persona.id} dirty={editor.dirty} busy={editor.restore.isPending} onRestore={(version) => editor.restore.mutate(version)} />
          )}
        </div>
        <div className="lg:sticky lg:top-0">
          <Preview draft={draft} />
        </div>
      </div>
      {!readOnly && (
        <FormFooter dirty={editor.dirty} savable={editor.savable} saving={editor.save.isPending} saved={editor.save.isSuccess} problem={problem} onDiscard={editor.discard}>
          {problem?.status === 409 && persona && <Button onClick={() => void loadNewest()}>{t.loadNewest}</Button>}
        </FormFooter>
      )}
      <LeaveDialog />
    </form>
  );
}
