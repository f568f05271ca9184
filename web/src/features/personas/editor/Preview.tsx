import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { problemOf } from "@/shared/http";
import { useLanguage } from "@/shared/i18n";
import { previewPersona, type PreviewRequest } from "../api";
import { withoutEmpty } from "../choice";
import { type Draft, toDefinition } from "./draft";
import { TextInput } from "./Field";
import { useText } from "./text/useText";

/** What the model is told, with values to try, and how many tokens that is. */
export function Preview({ draft }: { draft: Draft }) {
  const t = useText();
  const language = useLanguage();
  const [values, setValues] = useState<Record<string, string>>({});
  const names = [...new Set(draft.variables.map(({ name }) => name.trim()).filter(Boolean))];
  const { prompt, variables, examples, model } = toDefinition(draft);
  const given = withoutEmpty(Object.fromEntries(names.map((name) => [name, values[name] ?? ""])));
  const request = useSettled<PreviewRequest>({ prompt, variables, examples, values: given, ...(model ? { model } : {}) });
  const empty = !request.prompt.text?.trim() && !request.prompt.role?.trim();
  const { data, error } = useQuery({
    queryKey: ["personas", "preview", request],
    queryFn: ({ signal }) => previewPersona(request, signal),
    enabled: !empty,
    placeholderData: keepPreviousData,
    gcTime: 0,
  });
  const problem = error && !empty ? problemOf(error) : null;

  return (
    <section aria-label={t.preview} className="grid content-start gap-3 rounded-xl border border-line bg-surface p-4">
      <h2 className="display text-lg">{t.preview}</h2>
      {names.length > 0 && (
        <fieldset className="grid gap-2 sm:grid-cols-2 lg:grid-cols-1">
          <legend className="mb-1 text-sm text-ink-soft">{t.previewValues}</legend>
          {names.map((name) => (
            <TextInput key={name} label={name} value={values[name] ?? ""} onChange={(value) => setValues((before) => ({ ...before, [name]: value }))} />
          ))}
        </fieldset>
      )}
      {empty && <p className="text-sm text-ink-soft">{t.previewEmpty}</p>}
      {problem && (
        <div className="rounded-lg bg-danger-soft p-3 text-sm text-danger">
          {Object.keys(problem.errors).length === 0 ? problem.detail || t.previewFailed : (
            <ul className="grid gap-1">
              {Object.entries(problem.errors).map(([field, messages]) => (
                <li key={field} className="break-words">
                  <code>{field.replace(/^values\./, "")}</code> {messages.join(" ")}
                </li>
              ))}
            </ul>
          )}
        </div>
      )}
      {data && !problem && !empty && (
        <>
          <p role="status" className="text-sm font-medium">
            {t.tokens(new Intl.NumberFormat(language).format(data.tokens), data.exact, data.model)}
          </p>
          {/* What scrolls has to be within reach of the keyboard. */}
          {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
          <pre className="max-h-96 overflow-auto rounded-lg bg-sunken p-3 font-sans text-sm break-words whitespace-pre-wrap" tabIndex={0} aria-label={t.text}>
            {data.text}
          </pre>
          {data.examples.map(({ user, assistant }, at) => (
            // oxlint-disable-next-line react/no-array-index-key
            <dl key={at} className="grid gap-1 rounded-lg bg-sunken p-3 text-sm whitespace-pre-wrap">
              <dt className="text-xs text-ink-soft">{t.user}</dt>
              <dd>{user}</dd>
              <dt className="text-xs text-ink-soft">{t.assistant}</dt>
              <dd>{assistant}</dd>
            </dl>
          ))}
        </>
      )}
    </section>
  );
}

/** The value once it has not changed for a moment: not every keystroke is worth a request. */
function useSettled<T>(value: T): T {
  const text = JSON.stringify(value);
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = window.setTimeout(() => setSettled(JSON.parse(text) as T), 300);
    return () => window.clearTimeout(timer);
  }, [text]);
  return settled;
}
