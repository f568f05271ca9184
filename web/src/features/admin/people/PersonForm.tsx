import { type FormEvent, useState } from "react";
import { problemOf } from "@/shared/http";
import { useCatalogue } from "@/shared/i18n";
import { type Role, type Tier, tiers, useIdentity } from "@/shared/identity";
import { Button, FormError, SelectField, TextField } from "@/shared/ui";
import { useTexts } from "../texts";
import { useChange } from "../useChange";
import { changePerson, type Person, type PersonChange } from "./api";
import { rolesFor } from "./roles";
import { keys } from "./usePeople";

export function PersonForm({ person, onDone }: { person: Person; onDone(): void }) {
  const m = useCatalogue();
  const { people: t } = useTexts();
  const { me } = useIdentity();
  const [name, setName] = useState(person.name);
  const [role, setRole] = useState<Role>(person.role);
  const [tier, setTier] = useState<Tier | "">(person.tier ?? "");
  const save = useChange((change: PersonChange) => changePerson(person.id, change), keys.people);
  const problem = save.error ? problemOf(save.error) : null;
  const errors = problem?.errors ?? {};

  function submit(event: FormEvent) {
    event.preventDefault();
    // Only what differs: another administrator may have changed the rest meanwhile.
    const change: PersonChange = {
      ...(name.trim() === person.name ? {} : { name: name.trim() }),
      ...(role === person.role ? {} : { role }),
      ...(tier === (person.tier ?? "") ? {} : { tier: tier || null }),
    };
    if (Object.keys(change).length === 0) onDone();
    else save.mutate(change, { onSuccess: onDone });
  }

  return (
    <form noValidate onSubmit={submit} className="mt-4 space-y-4">
      <TextField label={t.name} autoComplete="off" required value={name} onChange={setName} errors={errors["name"]} />
      {person.role !== "service" && person.id !== me.id && (
        <SelectField<Role>
          label={t.role}
          hint={t.roleHints[role]}
          value={role}
          options={rolesFor(me.role).map((value) => ({ value, text: t.roles[value] }))}
          onChange={setRole}
          errors={errors["role"]}
        />
      )}
      <SelectField<Tier | "">
        label={t.tierField}
        value={tier}
        options={[{ value: "", text: t.tenantTier }, ...tiers.map((value) => ({ value, text: t.tiers[value] }))]}
        onChange={setTier}
        errors={errors["tier"]}
      />
      <FormError problem={problem} fields={["name", "role", "tier"]} />
      <div className="flex justify-end">
        <Button type="submit" look="primary" disabled={save.isPending}>
          {m.forms.save}
        </Button>
      </div>
    </form>
  );
}
