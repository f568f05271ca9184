import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { problemOf } from "@/shared/http";
import type { AuthConfig } from "@/shared/identity";
import { useCountdown } from "@/shared/lib/useCountdown";
import { Button, FormError, PasswordField, TextField } from "@/shared/ui";
import { type Link, type LinkAnswers, type LinkPurpose, spendLink } from "../api";
import { enter } from "../model/enter";
import type { RecordStore } from "../model/record";
import { useTexts } from "../texts";
import { focusFirstInvalid } from "./focus";
import { Waiting } from "./Waiting";

type Field = keyof LinkAnswers;

/** What each kind of link asks for, in this order. */
const asked: Record<LinkPurpose, Field[]> = {
  owner_setup: ["name", "email", "tenant_name", "password"],
  invitation: ["name", "password"],
  password_reset: ["password"],
  email_change: [],
};

const autoComplete: Record<Field, string> = { name: "name", email: "username", tenant_name: "organization", password: "new-password" };

interface Props {
  token: string;
  link: Link;
  config: AuthConfig;
  record: RecordStore;
  /** The link did what it is for, and signed nobody in. */
  onDone(): void;
}

export function LinkForm({ token, link, config, record, onDone }: Props) {
  const t = useTexts();
  const form = useRef<HTMLFormElement>(null);
  const fields = asked[link.purpose].filter((field) => !(field === "email" && link.email));
  const [answers, setAnswers] = useState<LinkAnswers>({});
  const use = useMutation({
    mutationFn: () => spendLink(token, answers),
    onSuccess: (signedIn) => (signedIn ? enter(signedIn, record, "/") : onDone()),
  });
  const problem = use.error ? problemOf(use.error) : null;
  const waiting = useCountdown(problem?.retryAt ?? null) > 0;
  useEffect(() => {
    if (problem) focusFirstInvalid(form.current);
  }, [problem]);
  useEffect(() => form.current?.querySelector<HTMLElement>("input:not([readonly]), button[type=submit]")?.focus(), []);

  function submit(event: FormEvent) {
    event.preventDefault();
    if (!use.isPending && !waiting) use.mutate();
  }

  function common(field: Field) {
    return {
      label: t.fields[field],
      name: field,
      value: answers[field] ?? "",
      errors: problem?.errors[field],
      onChange: (value: string) => setAnswers((known) => ({ ...known, [field]: value })),
    };
  }

  return (
    <form ref={form} noValidate onSubmit={submit} className="mt-5 space-y-4" aria-busy={use.isPending}>
      {/* Tells a password manager whose password is about to be made. */}
      {link.email && fields.includes("password") && (
        <TextField label={t.fields.email} type="email" autoComplete="username" readOnly value={link.email} onChange={() => undefined} />
      )}
      {fields.map((field) =>
        field === "password" ? (
          <PasswordField key={field} {...common(field)} autoComplete="new-password" hint={t.links.atLeast(config.password.min_length)} />
        ) : (
          <TextField
            key={field}
            {...common(field)}
            type={field === "email" ? "email" : "text"}
            autoComplete={autoComplete[field]}
            required={field !== "tenant_name"}
            hint={field === "tenant_name" ? t.links.tenantHint : undefined}
          />
        ),
      )}
      <FormError problem={problem} fields={fields} />
      <Waiting until={problem?.retryAt ?? null} />
      <Button type="submit" look="primary" className="min-h-11 w-full" disabled={use.isPending || waiting}>
        {t.links.actions[link.purpose]}
      </Button>
    </form>
  );
}
