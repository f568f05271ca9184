import { useState } from "react";
import { Button, ConfirmDialog, Dialog } from "@/shared/ui";
import { useTexts } from "../texts";
import { useChange } from "../useChange";
import { type ProviderKey, removeKey } from "./api";
import { ProviderKeyForm } from "./ProviderKeyForm";

export function ProviderRow({ provider }: { provider: ProviderKey }) {
  const { providers: t } = useTexts();
  const [dialog, setDialog] = useState<"store" | "remove" | null>(null);
  const remove = useChange(() => removeKey(provider.name), ["provider-keys"], ["models"]);
  const name = provider.display_name;
  const close = () => {
    setDialog(null);
    remove.reset();
  };
  return (
    <li className="card flex flex-wrap items-center justify-between gap-3">
      <div className="min-w-0 flex-1 basis-48">
        <h3 className="font-medium wrap-anywhere">{name}</h3>
        <p className="text-sm text-ink-soft wrap-anywhere">
          {provider.key_source ? t.sources[provider.key_source](provider.key_hint) : provider.takes_key ? t.noKey : t.noKeyNeeded}
        </p>
      </div>
      <div className="flex flex-wrap gap-2">
        {provider.takes_key && (
          <Button aria-label={t.setOf(name)} onClick={() => setDialog("store")}>
            {t.set}
          </Button>
        )}
        {provider.key_source === "stored" && (
          <Button aria-label={t.removeOf(name)} onClick={() => setDialog("remove")}>
            {t.remove}
          </Button>
        )}
      </div>
      <Dialog open={dialog === "store"} onOpenChange={close} title={t.setOf(name)} description={t.setHint}>
        <ProviderKeyForm provider={provider} onDone={close} />
      </Dialog>
      <ConfirmDialog
        open={dialog === "remove"}
        title={t.removeTitle(name)}
        description={t.removeHint}
        action={t.remove}
        error={remove.error}
        pending={remove.isPending}
        onClose={close}
        onConfirm={() => remove.mutate(undefined, { onSuccess: close })}
      />
    </li>
  );
}
