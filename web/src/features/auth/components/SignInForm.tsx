import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { problemOf } from "@/shared/http";
import { useCountdown } from "@/shared/lib/useCountdown";
import { Button, FormError, PasswordField, TextField } from "@/shared/ui";
import { signIn } from "../api";
import { enter } from "../model/enter";
import type { RecordStore } from "../model/record";
import { useTexts } from "../texts";
import { focusFirstInvalid } from "./focus";
import { Waiting } from "./Waiting";

const fields = ["email", "password"];

export function SignInForm({ record, returnTo }: { record: RecordStore; returnTo: string }) {
  const t = useTexts();
  const form = useRef<HTMLFormElement>(null);
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const attempt = useMutation({ mutationFn: () => signIn(email.trim(), password), onSuccess: (signedIn) => enter(signedIn, record, returnTo) });
  const problem = attempt.error ? problemOf(attempt.error) : null;
  const waiting = useCountdown(problem?.retryAt ?? null) > 0;
  useEffect(() => {
    if (problem) focusFirstInvalid(form.current);
  }, [problem]);

  function submit(event: FormEvent) {
    event.preventDefault();
    if (!attempt.isPending && !waiting) attempt.mutate();
  }

  return (
    <form ref={form} noValidate onSubmit={submit} className="space-y-4" aria-busy={attempt.isPending}>
      <TextField
        label={t.fields.email}
        type="email"
        name="email"
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        // The one thing this page is for.
        // oxlint-disable-next-line jsx-a11y/no-autofocus
        autoFocus
        required
        value={email}
        onChange={setEmail}
        errors={problem?.errors["email"]}
      />
      <PasswordField label={t.fields.password} name="password" autoComplete="current-password" value={password} onChange={setPassword} errors={problem?.errors["password"]} />
      <FormError problem={problem} fields={fields} />
      <Waiting until={problem?.retryAt ?? null} />
      <Button type="submit" look="primary" className="min-h-11 w-full" disabled={attempt.isPending || waiting}>
        {attempt.isPending ? t.signIn.pending : t.signIn.title}
      </Button>
      <p className="text-sm text-ink-soft">{t.signIn.forgotten}</p>
    </form>
  );
}
