import { type FormEvent, useState } from "react";
import { problemOf } from "@/shared/http";
import { useCatalogue } from "@/shared/i18n";
import { Button, FormError, PasswordField } from "@/shared/ui";
import { useTexts } from "../texts";
import { useChange } from "../useChange";
import { type ProviderKey, storeKey } from "./api";

export function ProviderKeyForm({ provider, onDone }: { provider: ProviderKey; onDone(): void }) {
  const m = useCatalogue();
  const { providers: t } = useTexts();
  const [key, setKey] = useState("");
  const store = useChange((given: string) => storeKey(provider.name, given), ["provider-keys"], ["models"]);
  const problem = store.error ? problemOf(store.error) : null;

  function submit(event: FormEvent) {
    event.preventDefault();
    store.mutate(key.trim(), { onSuccess: onDone });
  }

  return (
    <form noValidate onSubmit={submit} className="mt-4 space-y-4">
      <PasswordField label={t.key} autoComplete="off" value={key} onChange={setKey} errors={problem?.errors["key"]} />
      <FormError problem={problem} fields={["key"]} />
      <div className="flex justify-end">
        <Button type="submit" look="primary" disabled={store.isPending}>
          {m.forms.save}
        </Button>
      </div>
    </form>
  );
}
