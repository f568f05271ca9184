import { type FormEvent, useState } from "react";
import { problemOf } from "@/shared/http";
import { useCatalogue } from "@/shared/i18n";
import { useIdentity } from "@/shared/identity";
import { Button, Field, FormError, TextField } from "@/shared/ui";
import type { Collection, CollectionChange, Sharing } from "../api";
import { useTexts } from "../texts";
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

const fields = ["name", "description", "sharing", "groups"];

/** What a collection is called and who may read it. */
export function CollectionForm({ collection, change, action, onDone }: Props) {
  const m = useCatalogue();
  const { collections: t } = useTexts();
  const { me } = useIdentity();
  const [name, setName] = useState(collection?.name ?? "");
  const [description, setDescription] = useState(collection?.description ?? "");
  const [sharing, setSharing] = useState<Sharing>(collection?.sharing ?? "private");
  const [groups, setGroups] = useState(collection?.groups ?? []);
  const problem = change.error ? problemOf(change.error) : null;

  function submit(event: FormEvent) {
    event.preventDefault();
    const shared = sharing === "groups" ? { sharing, groups } : { sharing };
    change.mutate({ name: name.trim(), description: description.trim(), ...shared }, { onSuccess: onDone });
  }

  return (
    <form noValidate onSubmit={submit} className="mt-4 space-y-4">
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
      <FormError problem={problem} fields={fields} />
      <div className="flex justify-end">
        <Button type="submit" look="primary" disabled={change.isPending}>
          {action ?? m.forms.save}
        </Button>
      </div>
    </form>
  );
}
