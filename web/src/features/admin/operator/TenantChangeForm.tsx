import { type FormEvent, useState } from "react";
import { problemOf } from "@/shared/http";
import { useCatalogue } from "@/shared/i18n";
import { type Tier, tiers } from "@/shared/identity";
import { Button, FormError, SelectField, TextField } from "@/shared/ui";
import { useTexts } from "../texts";
import { useChange } from "../useChange";
import { changeTenant, type Tenant, type TenantChange } from "./api";

export function TenantChangeForm({ tenant, onDone }: { tenant: Tenant; onDone(): void }) {
  const m = useCatalogue();
  const { tenants: t, people } = useTexts();
  const [name, setName] = useState(tenant.name);
  const [tier, setTier] = useState(tenant.tier);
  const save = useChange((change: TenantChange) => changeTenant(tenant.id, change), ["tenants"]);
  const problem = save.error ? problemOf(save.error) : null;

  function submit(event: FormEvent) {
    event.preventDefault();
    save.mutate({ name: name.trim(), tier }, { onSuccess: onDone });
  }

  return (
    <form noValidate onSubmit={submit} className="mt-4 space-y-4">
      <TextField label={t.name} autoComplete="off" required value={name} onChange={setName} errors={problem?.errors["name"]} />
      <SelectField<Tier>
        label={people.tierField}
        value={tier}
        options={tiers.map((value) => ({ value, text: people.tiers[value] }))}
        onChange={setTier}
        errors={problem?.errors["tier"]}
      />
      <FormError problem={problem} fields={["name", "tier"]} />
      <div className="flex justify-end">
        <Button type="submit" look="primary" disabled={save.isPending}>
          {m.forms.save}
        </Button>
      </div>
    </form>
  );
}
