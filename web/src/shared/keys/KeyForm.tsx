import { type FormEvent, useState } from "react";
import { problemOf } from "@/shared/http";
import type { Right } from "@/shared/identity";
import { Button, FormError, SelectField, TextField } from "@/shared/ui";
import type { NewKey } from "./api";
import { ScopeFields } from "./ScopeFields";
import { useKeyTexts } from "./texts";

/** What a key is made with unless its maker says otherwise. */
const usual: readonly Right[] = ["read_content", "write_content", "use_models"];

const lives = ["30", "90", "180", "none"] as const;

type Life = (typeof lives)[number];

const DAY = 86_400_000;

interface Props {
  grantable: readonly Right[];
  error: unknown;
  pending: boolean;
  onMake(key: NewKey): void;
}

export function KeyForm({ grantable, error, pending, onMake }: Props) {
  const t = useKeyTexts();
  const [name, setName] = useState("");
  const [scopes, setScopes] = useState<Right[]>(() => usual.filter((right) => grantable.includes(right)));
  const [life, setLife] = useState<Life>("90");
  const [perMinute, setPerMinute] = useState("");
  const problem = error ? problemOf(error) : null;
  const errors = problem?.errors ?? {};

  function submit(event: FormEvent) {
    event.preventDefault();
    onMake({
      name: name.trim(),
      scopes,
      expires_at: life === "none" ? null : new Date(Date.now() + Number(life) * DAY).toISOString(),
      requests_per_minute: perMinute === "" ? null : Number(perMinute),
    });
  }

  return (
    <form noValidate onSubmit={submit} className="mt-4 space-y-4">
      <TextField label={t.name} hint={t.nameHint} autoComplete="off" required value={name} onChange={setName} errors={errors["name"]} />
      <ScopeFields grantable={grantable} chosen={scopes} onChange={setScopes} errors={errors["scopes"]} />
      <SelectField<Life>
        label={t.life}
        value={life}
        options={lives.map((value) => ({ value, text: value === "none" ? t.noEnd : t.days(Number(value)) }))}
        onChange={setLife}
        errors={errors["expires_at"]}
      />
      <TextField
        label={t.limit}
        hint={t.limitHint}
        type="number"
        inputMode="numeric"
        min="1"
        value={perMinute}
        onChange={setPerMinute}
        errors={errors["requests_per_minute"]}
      />
      <FormError problem={problem} fields={["name", "scopes", "expires_at", "requests_per_minute"]} />
      <div className="flex justify-end">
        <Button type="submit" look="primary" disabled={pending}>
          {t.make}
        </Button>
      </div>
    </form>
  );
}
