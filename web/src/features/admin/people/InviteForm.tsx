import { type FormEvent, useState } from "react";
import { problemOf } from "@/shared/http";
import { type Role, useIdentity } from "@/shared/identity";
import { Button, FormError, SelectField, TextField } from "@/shared/ui";
import { useTexts } from "../texts";
import { useChange } from "../useChange";
import { invite, type OnceLink } from "./api";
import { rolesFor } from "./roles";
import { keys } from "./usePeople";

export function InviteForm({ onMade }: { onMade(link: OnceLink): void }) {
  const { people: t } = useTexts();
  const { me } = useIdentity();
  const [email, setEmail] = useState("");
  const [role, setRole] = useState<Role>("member");
  const make = useChange((given: { email: string; role: Role }) => invite(given.email, given.role), keys.invitations);
  const problem = make.error ? problemOf(make.error) : null;

  function submit(event: FormEvent) {
    event.preventDefault();
    make.mutate({ email: email.trim(), role }, { onSuccess: onMade });
  }

  return (
    <form noValidate onSubmit={submit} className="mt-4 space-y-4">
      <TextField label={t.email} type="email" autoComplete="off" autoCapitalize="none" required value={email} onChange={setEmail} errors={problem?.errors["email"]} />
      <SelectField<Role>
        label={t.role}
        hint={t.roleHints[role]}
        value={role}
        options={rolesFor(me.role).map((value) => ({ value, text: t.roles[value] }))}
        onChange={setRole}
        errors={problem?.errors["role"]}
      />
      <FormError problem={problem} fields={["email", "role"]} />
      <div className="flex justify-end">
        <Button type="submit" look="primary" disabled={make.isPending}>
          {t.makeInvitation}
        </Button>
      </div>
    </form>
  );
}
