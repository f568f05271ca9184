import { type FormEvent, useState } from "react";
import { problemOf } from "@/shared/http";
import { type Tier, tiers } from "@/shared/identity";
import { Button, FormError, SelectField, TextField } from "@/shared/ui";
import { useTexts } from "../texts";
import { useChange } from "../useChange";
import { type MadeTenant, makeTenant } from "./api";

export function TenantForm({ onMade }: { onMade(made: MadeTenant): void }) {
  const { tenants: t, people } = useTexts();
  const [name, setName] = useState("");
  const [email, setEmail] = useState("");
  const [tier, setTier] = useState<Tier>("starter");
  const make = useChange(makeTenant, ["tenants"]);
  const problem = make.error ? problemOf(make.error) : null;
  const errors = problem?.errors ?? {};

  function submit(event: FormEvent) {
    event.preventDefault();
    make.mutate({ name: name.trim(), tier, owner_email: email.trim() }, { onSuccess: onMade });
  }

  return (
    <form noValidate onSubmit={submit} className="mt-4 space-y-4">
      <TextField label={t.name} autoComplete="off" required value={name} onChange={setName} errors={errors["name"]} />
      <SelectField<Tier> label={people.tierField} value={tier} options={tiers.map((value) => ({ value, text: people.tiers[value] }))} onChange={setTier} errors={errors["tier"]} />
      <TextField label={t.ownerEmail} type="email" autoComplete="off" autoCapitalize="none" required value={email} onChange={setEmail} errors={errors["owner_email"]} />
      <FormError problem={problem} fields={["name", "tier", "owner_email"]} />
      <div className="flex justify-end">
        <Button type="submit" look="primary" disabled={make.isPending}>
          {t.make}
        </Button>
      </div>
    </form>
  );
}
