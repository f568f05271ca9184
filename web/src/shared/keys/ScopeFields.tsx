import { useId } from "react";
import type { Right } from "@/shared/identity";
import { useKeyTexts } from "./texts";

interface Props {
  grantable: readonly Right[];
  chosen: Right[];
  onChange(chosen: Right[]): void;
  errors: string[] | undefined;
}

/** What a key is allowed: never more than its maker. */
export function ScopeFields({ grantable, chosen, onChange, errors = [] }: Props) {
  const t = useKeyTexts();
  const id = useId();
  const flip = (right: Right) => onChange(chosen.includes(right) ? chosen.filter((other) => other !== right) : [...chosen, right]);
  return (
    <fieldset aria-describedby={errors.length > 0 ? id : undefined}>
      <legend className="mb-1 text-[0.9375rem] font-medium">{t.allowed}</legend>
      <div className="grid gap-1">
        {grantable.map((right) => (
          <label key={right} className="flex min-h-8 items-center gap-2.5 text-[0.9375rem]">
            <input type="checkbox" className="size-4.5 accent-accent" checked={chosen.includes(right)} onChange={() => flip(right)} />
            {t.scopes[right]}
          </label>
        ))}
      </div>
      {errors.length > 0 && (
        <p id={id} role="alert" className="text-sm text-danger">
          {errors.join(" ")}
        </p>
      )}
    </fieldset>
  );
}
