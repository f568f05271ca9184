import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useMemo, useRef, useState } from "react";
import { problemOf } from "@/shared/http";
import { Button, FormError, TextField } from "@/shared/ui";
import { useTexts } from "../texts";
import { useReadable } from "../useCollections";
import { useTitle } from "../useTitle";
import { search } from "./api";
import { check } from "./check";
import { CollectionBoxes } from "./CollectionBoxes";
import { FilterFields } from "./FilterFields";
import { blankForm, requestOf, type SearchForm } from "./form";
import { MoreOptions } from "./MoreOptions";
import { Results } from "./Results";
import { SearchFields } from "./SearchFields";

/** The fields that show their own errors. */
const fields = ["query", "top", "diversity", "min_score", "half_life_days"];

/** What an answer would be given: what is found, in which order, and why. */
export function SearchView() {
  const texts = useTexts();
  const { tabs, search: t } = texts;
  useTitle(tabs.search);
  const [form, setForm] = useState(blankForm);
  const [wrong, setWrong] = useState<Record<string, string[]>>({});
  const place = useRef<HTMLFormElement>(null);
  const found = useMutation({ mutationFn: search });
  const { data: readable } = useReadable();
  const names = useMemo(() => (readable && readable.data.length > 1 ? new Map(readable.data.map(({ id, name }) => [id, name])) : undefined), [readable]);
  const problem = found.error ? problemOf(found.error) : null;
  const errors = { ...problem?.errors, ...wrong };
  const change = (part: Partial<SearchForm>) => setForm((before) => ({ ...before, ...part }));

  function submit(event: FormEvent) {
    event.preventDefault();
    if (form.query.trim() === "") return;
    const mistakes = check(form, texts);
    setWrong(mistakes);
    if (Object.keys(mistakes).length === 0) found.mutate(requestOf(form));
    else requestAnimationFrame(() => place.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus());
  }

  return (
    <>
      <header className="space-y-2">
        <h1 className="display text-2xl">{tabs.search}</h1>
        <p className="max-w-2xl text-ink-soft">{t.hint}</p>
      </header>
      <form ref={place} noValidate role="search" aria-label={tabs.search} onSubmit={submit} className="space-y-4">
        <div className="flex items-end gap-3">
          <div className="min-w-0 flex-1">
            <TextField label={t.query} type="search" maxLength={4000} value={form.query} onChange={(query) => change({ query })} errors={errors["query"]} />
          </div>
          <Button type="submit" look="primary" disabled={found.isPending || form.query.trim() === ""}>
            {t.submit}
          </Button>
        </div>
        <SearchFields form={form} onChange={change} errors={errors} />
        <CollectionBoxes chosen={form.collections} onChange={(collections) => change({ collections })} />
        <div className="flex flex-col gap-2">
          <FilterFields form={form} onChange={change} errors={errors} />
          <MoreOptions form={form} onChange={change} errors={errors} />
        </div>
        <FormError problem={problem} fields={fields} />
      </form>
      <Results result={found.data} pending={found.isPending} {...(names ? { names } : {})} />
    </>
  );
}
