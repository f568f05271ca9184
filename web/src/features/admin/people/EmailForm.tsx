import { type FormEvent, useState } from "react";
import { problemOf } from "@/shared/http";
import { Button, FormError, TextField } from "@/shared/ui";
import { useTexts } from "../texts";
import { useChange } from "../useChange";
import { changeEmail, type OnceLink, type Person } from "./api";
import { keys } from "./usePeople";

export function EmailForm({ person, onMade }: { person: Person; onMade(link: OnceLink): void }) {
  const { people: t } = useTexts();
  const [email, setEmail] = useState("");
  const make = useChange((given: string) => changeEmail(person.id, given), keys.people);
  const problem = make.error ? problemOf(make.error) : null;

  function submit(event: FormEvent) {
    event.preventDefault();
    make.mutate(email.trim(), { onSuccess: onMade });
  }

  return (
    <form noValidate onSubmit={submit} className="mt-4 space-y-4">
      <TextField label={t.newEmail} type="email" autoComplete="off" autoCapitalize="none" required value={email} onChange={setEmail} errors={problem?.errors["email"]} />
      <FormError problem={problem} fields={["email"]} />
      <div className="flex justify-end">
        <Button type="submit" look="primary" disabled={make.isPending}>
          {t.makeLink}
        </Button>
      </div>
    </form>
  );
}
