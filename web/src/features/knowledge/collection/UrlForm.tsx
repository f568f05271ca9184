import { useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { problemOf } from "@/shared/http";
import { Button, Field, FormError } from "@/shared/ui";
import { addAddresses } from "../intake/runner";
import { useTexts } from "../texts";
import { useChange } from "../useChange";

export function UrlForm({ collection, tags, onDone }: { collection: string; tags: string[]; onDone(): void }) {
  const { add: t } = useTexts();
  const client = useQueryClient();
  const [text, setText] = useState("");
  const add = useChange((urls: string[]) => addAddresses(client, collection, urls, tags));
  const problem = add.error ? problemOf(add.error) : null;
  const urls = text.split(/\s+/).filter(Boolean);
  // Each is told by its place in the list: urls[2].
  const errors = Object.entries(problem?.errors ?? {}).filter(([name]) => name.startsWith("urls"));
  const told = errors.flatMap(([name, texts]) => texts.map((one) => [urls[Number(/\d+/.exec(name)?.[0] ?? -1)], one].filter(Boolean).join(": ")));

  function submit(event: FormEvent) {
    event.preventDefault();
    add.mutate(urls, { onSuccess: onDone });
  }

  return (
    <form noValidate onSubmit={submit} className="mt-4 space-y-4">
      <Field label={t.urls} hint={t.urlsHint} errors={told}>
        {(aria) => (
          <textarea rows={4} spellCheck={false} className="field w-full py-1.5 wrap-anywhere" value={text} onChange={(event) => setText(event.target.value)} {...aria} />
        )}
      </Field>
      <FormError problem={problem} fields={errors.map(([name]) => name)} />
      <div className="flex justify-end">
        <Button type="submit" look="primary" disabled={add.isPending}>
          {t.addUrls}
        </Button>
      </div>
    </form>
  );
}
