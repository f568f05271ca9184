import { type FormEvent, useState } from "react";
import { problemOf } from "@/shared/http";
import { Button, FormError, TextField } from "@/shared/ui";

interface Change {
  error: Error | null;
  isPending: boolean;
  mutate(name: string, options: { onSuccess(): void }): void;
}

interface Props {
  label: string;
  start: string;
  action: string;
  change: Change;
  onDone(): void;
}

/** For what needs nothing but a name. */
export function NameForm({ label, start, action, change, onDone }: Props) {
  const [name, setName] = useState(start);
  const problem = change.error ? problemOf(change.error) : null;

  function submit(event: FormEvent) {
    event.preventDefault();
    change.mutate(name.trim(), { onSuccess: onDone });
  }

  return (
    <form noValidate onSubmit={submit} className="mt-4 space-y-4">
      <TextField label={label} autoComplete="off" required value={name} onChange={setName} errors={problem?.errors["name"]} />
      <FormError problem={problem} fields={["name"]} />
      <div className="flex justify-end">
        <Button type="submit" look="primary" disabled={change.isPending}>
          {action}
        </Button>
      </div>
    </form>
  );
}
