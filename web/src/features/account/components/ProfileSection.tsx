import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { problemOf } from "@/shared/http";
import { useCatalogue } from "@/shared/i18n";
import { useIdentity } from "@/shared/identity";
import { Button, FormError, Section, TextField } from "@/shared/ui";
import { changeName } from "../api";
import { useTexts } from "../texts";

export function ProfileSection() {
  const m = useCatalogue();
  const t = useTexts();
  const { me, changed } = useIdentity();
  const [name, setName] = useState(me.name);
  const save = useMutation({ mutationFn: () => changeName(name.trim()), onSuccess: changed });
  const problem = save.error ? problemOf(save.error) : null;

  function submit(event: FormEvent) {
    event.preventDefault();
    save.mutate();
  }

  return (
    <Section title={t.profile.title}>
      <form noValidate onSubmit={submit} className="card space-y-4">
        <TextField label={t.profile.name} autoComplete="name" required value={name} onChange={setName} errors={problem?.errors["name"]} />
        <dl className="facts-list">
          <div><dt>{t.profile.email}</dt><dd>{me.email}</dd></div>
          <div><dt>{t.profile.tenant}</dt><dd>{me.tenant.name}</dd></div>
          <div><dt>{t.profile.role}</dt><dd>{t.roles[me.role]}</dd></div>
        </dl>
        <FormError problem={problem} fields={["name"]} />
        <div className="flex flex-wrap items-center gap-3">
          <Button type="submit" look="primary" disabled={save.isPending || name.trim() === me.name}>
            {m.forms.save}
          </Button>
          <p role="status" className="text-sm text-ink-soft">
            {save.isSuccess ? m.forms.saved : ""}
          </p>
        </div>
      </form>
    </Section>
  );
}
