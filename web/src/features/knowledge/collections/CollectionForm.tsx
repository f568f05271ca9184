import { type FormEvent, useRef, useState } from "react";
import { problemOf } from "@/shared/http";
import { useCatalogue } from "@/shared/i18n";
import { useIdentity } from "@/shared/identity";
import { Button, Field, FormError, TextField } from "@/shared/ui";
import type { Collection, CollectionChange, Sharing } from "../api";
import { useTexts } from "../texts";
import { ChunkingFields } from "./ChunkingFields";
import { checkChunking, chunkingForm, chunkingOf, isSame } from "./chunking";
import { SharingFields } from "./SharingFields";

interface Change {
  error: Error | null;
  isPending: boolean;
  mutate(change: CollectionChange, options: { onSuccess(made: Collection): void }): void;
}

interface Props {
  /** None for a new one. */
  collection?: Collection;
  change: Change;
  action?: string;
  onDone(collection: Collection): void;
}

const fields = ["name", "description", "sharing", "groups", "chunking.chunker", "chunking.tokens", "chunking.overlap"];

/** What a collection is called, who may read it, and how its documents are cut. */
export function CollectionForm({ collection, change, action, onDone }: Props) {
  const m = useCatalogue();
  const texts = useTexts();
  const { collections: t } = texts;
  const { me } = useIdentity();
  const [name, setName] = useState(collection?.name ?? "");
  const [description, setDescription] = useState(collection?.description ?? "");
  const [sharing, setSharing] = useState<Sharing>(collection?.sharing ?? "private");
  const [groups, setGroups] = useState(collection?.groups ?? []);
  const before = chunkingForm(collection?.chunking);
  const [chunking, setChunking] = useState(before);
  const [wrong, setWrong] = useState<Record<string, string[]>>({});
  const place = useRef<HTMLFormElement>(null);
  const problem = change.error ? problemOf(change.error) : null;
  const cutOtherwise = !isSame(chunking, before);

  function submit(event: FormEvent) {
    event.preventDefault();
    const mistakes = checkChunking(chunking, texts);
    setWrong(mistakes);
    if (Object.keys(mistakes).length > 0) {
      requestAnimationFrame(() => place.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus());
      return;
    }
    const shared = sharing === "groups" ? { sharing, groups } : { sharing };
    const cut = cutOtherwise ? { chunking: chunkingOf(chunking) } : {};
    change.mutate({ name: name.trim(), description: description.trim(), ...shared, ...cut }, { onSuccess: onDone });
  }

  return (
    <form ref={place} noValidate onSubmit={submit} className="mt-4 space-y-4">
      <TextField label={t.name} hint={t.nameHint} autoComplete="off" required value={name} onChange={setName} errors={problem?.errors["name"]} />
      <Field label={t.description} errors={problem?.errors["description"]}>
        {(aria) => <textarea rows={2} className="field w-full py-1.5" value={description} onChange={(event) => setDescription(event.target.value)} {...aria} />}
      </Field>
      {/* Where there is only one person there is nobody to share with. */}
      {me.mode === "accounts" && (
        <SharingFields
          sharing={sharing}
          groups={groups}
          onSharing={setSharing}
          onGroups={setGroups}
          errors={[...(problem?.errors["sharing"] ?? []), ...(problem?.errors["groups"] ?? [])]}
        />
      )}
      <ChunkingFields form={chunking} onChange={setChunking} errors={{ ...problem?.errors, ...wrong }} later={cutOtherwise && (collection?.documents.total ?? 0) > 0} />
      <FormError problem={problem} fields={fields} />
      <div className="flex justify-end">
        <Button type="submit" look="primary" disabled={change.isPending}>
          {action ?? m.forms.save}
        </Button>
      </div>
    </form>
  );
}
