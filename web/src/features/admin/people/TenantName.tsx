import { useState } from "react";
import { useIdentity } from "@/shared/identity";
import { Button, Dialog, Section } from "@/shared/ui";
import { NameForm } from "../NameForm";
import { useTexts } from "../texts";
import { useChange } from "../useChange";
import { renameTenant } from "./api";
import { keys } from "./usePeople";

/** The organisation itself, for those who answer for it. */
export function TenantName() {
  const { people: t } = useTexts();
  const { me, changed } = useIdentity();
  const [renaming, setRenaming] = useState(false);
  const rename = useChange(async (name: string) => {
    const tenant = await renameTenant(name);
    changed({ ...me, tenant: { ...me.tenant, name: tenant.name } });
  }, keys.tenant);
  return (
    <Section title={t.organisation}>
      <div className="card flex flex-wrap items-center justify-between gap-3">
        <p className="min-w-0 flex-1 basis-48 font-medium wrap-anywhere">{me.tenant.name}</p>
        <Button onClick={() => setRenaming(true)}>{t.rename}</Button>
      </div>
      <Dialog open={renaming} onOpenChange={setRenaming} title={t.rename}>
        <NameForm label={t.organisationName} start={me.tenant.name} action={t.rename} change={rename} onDone={() => setRenaming(false)} />
      </Dialog>
    </Section>
  );
}
