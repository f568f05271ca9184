import { useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { problemOf } from "@/shared/http";
import { Button, FormError, TextField } from "@/shared/ui";
import { addServerFolder } from "../intake/runner";
import { useTexts } from "../texts";
import { useChange } from "../useChange";

/** A folder of the server's machine, for those who run it. */
export function FolderForm({ collection, tags, onDone }: { collection: string; tags: string[]; onDone(): void }) {
  const { add: t } = useTexts();
  const client = useQueryClient();
  const [path, setPath] = useState("");
  const add = useChange(() => addServerFolder(client, collection, path.trim(), tags));
  const problem = add.error ? problemOf(add.error) : null;

  function submit(event: FormEvent) {
    event.preventDefault();
    add.mutate(undefined, { onSuccess: onDone });
  }

  return (
    <form noValidate onSubmit={submit} className="mt-4 space-y-4">
      <TextField label={t.path} hint={t.pathHint} autoComplete="off" spellCheck={false} value={path} onChange={setPath} errors={problem?.errors["path"]} />
      <FormError problem={problem} fields={["path"]} />
      <div className="flex justify-end">
        <Button type="submit" look="primary" disabled={add.isPending || path.trim() === ""}>
          {t.addFolder}
        </Button>
      </div>
    </form>
  );
}
