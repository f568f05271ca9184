import { Eye, EyeOff } from "lucide-react";
import { useState } from "react";
import { useCatalogue } from "../i18n";
import { Field } from "./Field";

interface Props {
  label: string;
  /** What password managers go by. */
  autoComplete: "current-password" | "new-password" | "off";
  value: string;
  onChange(value: string): void;
  hint?: string | undefined;
  errors?: string[] | undefined;
  name?: string;
}

/** A secret being typed: hidden, until its writer asks to see it. */
export function PasswordField({ label, hint, errors, value, onChange, ...input }: Props) {
  const m = useCatalogue();
  const [shown, setShown] = useState(false);
  const Icon = shown ? EyeOff : Eye;
  return (
    <Field label={label} hint={hint} errors={errors}>
      {(aria) => (
        <div className="relative">
          <input
            type={shown ? "text" : "password"}
            className="field w-full pe-11"
            required
            spellCheck={false}
            autoCapitalize="none"
            autoCorrect="off"
            value={value}
            onChange={(event) => onChange(event.target.value)}
            {...input}
            {...aria}
          />
          <button
            type="button"
            className="absolute inset-y-0 end-0 grid w-10 place-items-center rounded-lg text-ink-soft hover:text-ink"
            aria-label={m.forms.showPassword}
            aria-pressed={shown}
            title={m.forms.showPassword}
            onClick={() => setShown(!shown)}
          >
            <Icon aria-hidden size={17} strokeWidth={1.75} />
          </button>
        </div>
      )}
    </Field>
  );
}
