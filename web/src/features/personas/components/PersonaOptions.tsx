import { useId } from "react";
import { useCatalogue } from "@/shared/i18n";
import type { Persona } from "../api";

interface Props {
  personas: Persona[];
  current: string | null;
  onPick(id: string | null): void;
}

export function PersonaOptions({ personas, current, onPick }: Props) {
  const m = useCatalogue();
  const name = useId();
  const option = (id: string | null, title: string, hint: string | null | undefined) => (
    <label key={id} className="flex cursor-pointer items-start gap-2.5 rounded-md px-2 py-1.5 text-sm hover:bg-hover has-focus-visible:bg-hover">
      <input type="radio" name={name} checked={id === current} onChange={() => onPick(id)} className="mt-1 accent-accent" />
      <span className="min-w-0">
        <span className="block font-medium">{title}</span>
        {hint && <span className="line-clamp-2 text-ink-soft">{hint}</span>}
      </span>
    </label>
  );
  const group = (title: string, members: Persona[]) =>
    members.length > 0 && (
      <div role="group" aria-label={title}>
        <p aria-hidden className="px-2 pt-2 pb-1 text-xs font-medium text-ink-soft">
          {title}
        </p>
        {members.map((one) => option(one.id, one.display_name, one.description))}
      </div>
    );

  return (
    <div role="radiogroup" aria-label={m.personas.label} className="max-h-80 overflow-y-auto">
      {option(null, m.personas.none, m.personas.noneHint)}
      {group(m.personas.own, personas.filter((one) => !one.built_in))}
      {group(m.personas.builtIn, personas.filter((one) => one.built_in))}
    </div>
  );
}
