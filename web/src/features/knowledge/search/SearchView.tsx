import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { problemOf } from "@/shared/http";
import { Button, FormError, TextField } from "@/shared/ui";
import { useTexts } from "../texts";
import { useTitle } from "../useTitle";
import { search } from "./api";
import { CollectionBoxes } from "./CollectionBoxes";
import { blankForm, requestOf, type SearchForm } from "./form";
import { MoreOptions } from "./MoreOptions";
import { Results } from "./Results";
import { SearchFields } from "./SearchFields";

/** The fields that show their own errors. */
const fields = ["query", "top", "diversity", "min_score"];

/** What an answer would be given: what is found, in which order, and why. */
export function SearchView() {
  const { tabs, search: t } = useTexts();
  useTitle(tabs.search);
  const [form, setForm] = useState(blankForm);
  const found = useMutation({ mutationFn: search });
  const problem = found.error ? problemOf(found.error) : null;
  const change = (part: Partial<SearchForm>) => setForm((before) => ({ ...before, ...part }));

  function submit(event: FormEvent) {
    event.preventDefault();
    if (form.query.trim() !== "") found.mutate(requestOf(form));
  }

  return (
    <>
      <header className="space-y-2">
        <h1 className="display text-2xl">{tabs.search}</h1>
        <p className="max-w-2xl text-ink-soft">{t.hint}</p>
      </header>
      <form noValidate role="search" aria-label={tabs.search} onSubmit={submit} className="space-y-4">
        <div className="flex items-end gap-3">
          <div className="min-w-0 flex-1">
            <TextField label={t.query} type="search" maxLength={4000} value={form.query} onChange={(query) => change({ query })} errors={problem?.errors["query"]} />
          </div>
          <Button type="submit" look="primary" disabled={found.isPending || form.query.trim() === ""}>
            {t.submit}
          </Button>
        </div>
        <SearchFields form={form} onChange={change} errors={problem?.errors ?? {}} />
        <CollectionBoxes chosen={form.collections} onChange={(collections) => change({ collections })} />
        <MoreOptions form={form} onChange={change} errors={problem?.errors ?? {}} />
        <FormError problem={problem} fields={fields} />
      </form>
      <Results result={found.data} pending={found.isPending} />
    </>
  );
}
