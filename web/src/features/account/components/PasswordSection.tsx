import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { problemOf } from "@/shared/http";
import { useAuthConfig, useIdentity } from "@/shared/identity";
import { Button, FormError, PasswordField, Section } from "@/shared/ui";
import { changePassword } from "../api";
import { useTexts } from "../texts";

export function PasswordSection() {
  const { password: t } = useTexts();
  const { me } = useIdentity();
  const rules = useAuthConfig().data?.password;
  const client = useQueryClient();
  const form = useRef<HTMLFormElement>(null);
  const [current, setCurrent] = useState("");
  const [next, setNext] = useState("");
  const change = useMutation({
    mutationFn: () => changePassword(current, next),
    onSuccess() {
      setCurrent("");
      setNext("");
      return client.invalidateQueries({ queryKey: ["sessions"] });
    },
  });
  const problem = change.error ? problemOf(change.error) : null;
  useEffect(() => {
    const field = problem && form.current?.querySelector("[aria-invalid=true]");
    if (field instanceof HTMLElement) field.focus();
  }, [problem]);

  function submit(event: FormEvent) {
    event.preventDefault();
    change.mutate();
  }

  return (
    <Section title={t.title} hint={t.hint}>
      <form ref={form} noValidate onSubmit={submit} className="card space-y-4">
        {/* Tells a password manager whose password changes. */}
        <input type="email" autoComplete="username" readOnly hidden value={me.email ?? ""} />
        <PasswordField label={t.current} autoComplete="current-password" value={current} onChange={setCurrent} errors={problem?.errors["current_password"]} />
        <PasswordField
          label={t.next}
          hint={rules && t.atLeast(rules.min_length)}
          autoComplete="new-password"
          value={next}
          onChange={setNext}
          errors={problem?.errors["new_password"]}
        />
        <FormError problem={problem} fields={["current_password", "new_password"]} />
        <div className="flex flex-wrap items-center gap-3">
          <Button type="submit" look="primary" disabled={change.isPending}>
            {t.change}
          </Button>
          <p role="status" className="text-sm text-ink-soft">
            {change.isSuccess ? t.changed : ""}
          </p>
        </div>
      </form>
    </Section>
  );
}
