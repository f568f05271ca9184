import { useId } from "react";
import { useCatalogue } from "@/shared/i18n";
import type { Persona } from "../api";

interface Props {
  persona: Persona;
  values: Record<string, string>;
  onChange(values: Record<string, string>): void;
}

/** The values of a persona's variables. What is left empty takes the default. */
export function PersonaValues({ persona, values, onChange }: Props) {
  const m = useCatalogue();
  const id = useId();
  return (
    <fieldset className="mt-2 grid gap-2 border-t border-line px-2 pt-2">
      <legend className="sr-only">{m.personas.values}</legend>
      {persona.variables.map(({ name, description, default: standard, required }) => (
        <div key={name}>
          <label htmlFor={`${id}-${name}`} className="text-sm font-medium">
            {name}
            {required && !standard && <span className="font-normal text-ink-soft"> ({m.personas.needed})</span>}
          </label>
          <input
            id={`${id}-${name}`}
            className="field w-full"
            value={values[name] ?? ""}
            placeholder={standard ?? ""}
            autoComplete="off"
            aria-describedby={description ? `${id}-${name}-hint` : undefined}
            onChange={(event) => onChange({ ...values, [name]: event.target.value })}
          />
          {description && (
            <p id={`${id}-${name}-hint`} className="mt-0.5 text-xs text-ink-soft">
              {description}
            </p>
          )}
        </div>
      ))}
    </fieldset>
  );
}
