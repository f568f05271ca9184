import { Ban, CircleCheck, Ellipsis, Pencil } from "lucide-react";
import { useState } from "react";
import { useIdentity } from "@/shared/identity";
import { ConfirmDialog, Dialog, IconButton, Menu } from "@/shared/ui";
import { useTexts } from "../texts";
import { useChange } from "../useChange";
import { changeTenant, type Tenant, type TenantChange } from "./api";
import { TenantChangeForm } from "./TenantChangeForm";

export function TenantRow({ tenant }: { tenant: Tenant }) {
  const { tenants: t, people } = useTexts();
  const { me } = useIdentity();
  const [dialog, setDialog] = useState<"edit" | "switch" | null>(null);
  const own = tenant.id === me.tenant.id;
  const flip = useChange((change: TenantChange) => changeTenant(tenant.id, change), ["tenants"]);
  const words = tenant.disabled ? t.enable : t.disable;
  const close = () => {
    setDialog(null);
    flip.reset();
  };
  return (
    <li className="card flex items-start gap-3">
      <div className="min-w-0 flex-1">
        <h3 className="font-medium wrap-anywhere">
          {tenant.name}
          {own && <span className="pill ms-2 inline-block font-normal">{t.operator}</span>}
          {tenant.disabled && <span className="pill pill-off ms-2 inline-block font-normal">{people.disabled}</span>}
        </h3>
        <p className="text-sm text-ink-soft">{people.tier(people.tiers[tenant.tier])}</p>
      </div>
      <Menu
        trigger={<IconButton icon={Ellipsis} label={people.options(tenant.name)} />}
        groups={[
          [{ icon: Pencil, text: people.actions.edit, onSelect: () => setDialog("edit") }],
          own ? [] : [{ icon: tenant.disabled ? CircleCheck : Ban, text: words.action, danger: !tenant.disabled, onSelect: () => setDialog("switch") }],
        ]}
      />
      <Dialog open={dialog === "edit"} onOpenChange={close} title={people.editOf(tenant.name)}>
        <TenantChangeForm tenant={tenant} onDone={close} />
      </Dialog>
      <ConfirmDialog
        open={dialog === "switch"}
        title={words.title(tenant.name)}
        description={words.hint}
        action={words.action}
        error={flip.error}
        pending={flip.isPending}
        onClose={close}
        onConfirm={() => flip.mutate({ disabled: !tenant.disabled }, { onSuccess: close })}
      />
    </li>
  );
}
