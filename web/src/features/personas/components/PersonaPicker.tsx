import { ChevronDown, Drama } from "lucide-react";
import { Popover } from "radix-ui";
import { useState } from "react";
import { Link } from "wouter";
import { useCatalogue } from "@/shared/i18n";
import { NONE, useChoices } from "../choice";
import { useEffectivePersona, usePersonas } from "../hooks/usePersonas";
import { PersonaOptions } from "./PersonaOptions";
import { PersonaValues } from "./PersonaValues";

interface Props {
  conversationId: string | null;
  /** What the conversation was answered by last. */
  last: string | null | undefined;
}

/** Who answers: chosen for this conversation, which then remembers it. */
export function PersonaPicker({ conversationId, last }: Props) {
  const m = useCatalogue();
  const [open, setOpen] = useState(false);
  const { data, isError } = usePersonas();
  const { id, persona, choice } = useEffectivePersona(conversationId, last);
  const choose = useChoices((choices) => choices.choose);
  const name = id === null ? m.personas.none : (persona?.display_name ?? (data ? m.personas.gone(id) : id));

  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <Popover.Trigger className="flex min-h-9 min-w-0 items-center gap-1.5 rounded-lg px-2.5 text-sm hover:bg-hover">
        <Drama aria-hidden size={16} strokeWidth={1.75} className="shrink-0 text-ink-soft" />
        <span className="sr-only">{m.personas.label}: </span>
        <span className={id === null ? "truncate text-ink-soft max-md:sr-only" : "truncate font-medium"}>{name}</span>
        <ChevronDown aria-hidden size={15} className="shrink-0 text-ink-soft" />
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content align="start" sideOffset={6} collisionPadding={12} className="popover" aria-label={m.personas.label}>
          {data ? (
            <PersonaOptions
              personas={data}
              current={id}
              onPick={(picked) => choose(conversationId, { persona: picked ?? NONE, persona_variables: {} })}
            />
          ) : (
            <p className="p-2 text-sm text-ink-soft">{isError ? m.personas.failed : m.app.loading}</p>
          )}
          {persona && persona.variables.length > 0 && (
            <PersonaValues
              persona={persona}
              values={choice?.persona_variables ?? {}}
              onChange={(persona_variables) => choose(conversationId, { persona: choice?.persona ?? last ?? persona.id, persona_variables })}
            />
          )}
          <Link href="/personas" className="menu-item mt-1 hover:bg-hover" onClick={() => setOpen(false)}>
            {m.personas.manage}
          </Link>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
