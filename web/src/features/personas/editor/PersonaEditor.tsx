import { useQuery } from "@tanstack/react-query";
import { Link, useSearch } from "wouter";
import { problemOf } from "@/shared/http";
import { useCatalogue } from "@/shared/i18n";
import { Button, StateView } from "@/shared/ui";
import { fetchPersona, type Persona, personaKeys } from "../api";
import { type Draft, empty, fromPersona, idFrom } from "./draft";
import { PersonaForm } from "./PersonaForm";
import { useText } from "./text/useText";

/** The form for one persona: a stored one, a new one (id null), or a copy (`?from=`). */
export function PersonaEditor({ id }: { id: string | null }) {
  const m = useCatalogue();
  const t = useText();
  const from = new URLSearchParams(useSearch()).get("from");
  const source = id ?? from;
  const { data, error, refetch } = useQuery({
    queryKey: personaKeys.one(source ?? ""),
    queryFn: ({ signal }) => fetchPersona(source ?? "", signal),
    enabled: source !== null,
  });

  if (source === null) return <PersonaForm key="new" start={empty} persona={null} />;
  if (data) return id ? <PersonaForm key={id} start={fromPersona(data)} persona={data} /> : <PersonaForm key={`copy ${from}`} start={copyOf(data, t.copyOf)} persona={null} />;
  if (!error) return <div role="status" aria-label={m.app.loading} className="grid gap-4">{[10, 24, 40].map((height) => <div key={height} className={`skeleton h-${height}`} />)}</div>;
  if (problemOf(error).status === 404) {
    return (
      <StateView title={t.missing} hint={t.missingHint}>
        <Link href="/personas" className="new-chat px-4">
          {t.all}
        </Link>
      </StateView>
    );
  }
  return (
    <StateView title={t.loadFailed} hint={problemOf(error).detail}>
      <Button onClick={() => void refetch()}>{m.app.retry}</Button>
    </StateView>
  );
}

function copyOf(persona: Persona, name: (of: string) => string): Draft {
  const displayName = name(persona.display_name).slice(0, 80);
  return { ...fromPersona(persona), displayName, id: idFrom(displayName) };
}
