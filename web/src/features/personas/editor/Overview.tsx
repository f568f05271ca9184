import { Copy, Plus } from "lucide-react";
import { Link } from "wouter";
import { problemOf } from "@/shared/http";
import { useCatalogue } from "@/shared/i18n";
import { Button, StateView } from "@/shared/ui";
import type { Persona } from "../api";
import { usePersonas } from "../hooks/usePersonas";
import { useText } from "./text/useText";

export function Overview() {
  const m = useCatalogue();
  const t = useText();
  const { data, error, refetch } = usePersonas();
  if (error && !data) {
    return (
      <StateView title={t.loadFailed} hint={problemOf(error).detail}>
        <Button onClick={() => void refetch()}>{m.app.retry}</Button>
      </StateView>
    );
  }

  return (
    <>
      <div className="flex flex-wrap items-end justify-between gap-4">
        <div className="max-w-xl">
          <h1 className="display text-2xl">{t.title}</h1>
          <p className="mt-2 text-pretty text-ink-soft">{t.intro}</p>
        </div>
        <Link href="/personas/new" className="new-chat px-4">
          <Plus aria-hidden size={17} />
          {t.create}
        </Link>
      </div>
      {data ? (
        <>
          <Group title={t.own} personas={data.filter((one) => !one.built_in)} empty={t.ownEmpty} />
          <Group title={t.builtIn} personas={data.filter((one) => one.built_in)} />
        </>
      ) : (
        <div role="status" aria-label={m.app.loading} className="mt-8 grid gap-3 sm:grid-cols-2">
          {[1, 2, 3, 4].map((at) => (
            <div key={at} className="skeleton h-24" />
          ))}
        </div>
      )}
    </>
  );
}

function Group({ title, personas, empty }: { title: string; personas: Persona[]; empty?: string }) {
  const t = useText();
  return (
    <section aria-label={title} className="mt-8">
      <h2 className="mb-3 font-medium">{title}</h2>
      {personas.length === 0 && <p className="rounded-xl border border-dashed border-line-strong p-4 text-sm text-ink-soft">{empty}</p>}
      <ul className="grid gap-3 sm:grid-cols-2">
        {personas.map(({ id, display_name, description, version, built_in }) => (
          <li key={id} className="flex items-start gap-2 rounded-xl border border-line bg-surface p-4">
            <div className="min-w-0 flex-1">
              <Link href={`/personas/${id}`} className="rounded-sm font-medium underline-offset-2 hover:underline">
                {display_name}
              </Link>
              {description && <p className="mt-1 line-clamp-3 text-sm text-ink-soft">{description}</p>}
              <p className="mt-2 truncate text-xs text-ink-soft">
                <code>{id}</code>
                {!built_in && ` · ${t.version(version)}`}
              </p>
            </div>
            <Link
              href={`/personas/new?from=${id}`}
              aria-label={`${t.copy}: ${display_name}`}
              title={t.copy}
              className="inline-grid size-9 shrink-0 place-items-center rounded-lg text-ink-soft hover:bg-hover hover:text-ink"
            >
              <Copy aria-hidden size={17} strokeWidth={1.75} />
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
