import { useQuery } from "@tanstack/react-query";
import { useLanguage } from "@/shared/i18n";
import { Button } from "@/shared/ui";
import { fetchVersions, personaKeys } from "../api";
import { Section } from "./Section";
import { useText } from "./text/useText";

interface Props {
  id: string;
  /** Restoring would overwrite what is being written. */
  dirty: boolean;
  busy: boolean;
  onRestore(version: number): void;
}

export function History({ id, dirty, busy, onRestore }: Props) {
  const t = useText();
  const language = useLanguage();
  const { data, isError } = useQuery({ queryKey: personaKeys.versions(id), queryFn: ({ signal }) => fetchVersions(id, signal) });
  const date = new Intl.DateTimeFormat(language, { dateStyle: "medium", timeStyle: "short" });
  return (
    <Section title={t.history} {...(dirty ? { hint: t.restoreUnsaved } : {})}>
      {isError && <p className="text-sm text-ink-soft">{t.historyFailed}</p>}
      {!data && !isError && <div className="skeleton h-10" />}
      <ol className="grid gap-1">
        {data?.data.map(({ version, active, created_at, restored_from }) => (
          <li key={version} className="flex min-h-10 items-center gap-3 rounded-lg px-2 text-sm hover:bg-hover">
            <span className="font-medium tabular-nums">{version}</span>
            <span className="min-w-0 flex-1 truncate text-ink-soft">
              {created_at && date.format(new Date(created_at))}
              {restored_from !== null && ` · ${t.restoredFrom(restored_from)}`}
            </span>
            {active ? (
              <span className="pill">{t.active}</span>
            ) : (
              <Button disabled={dirty || busy} aria-label={t.restoreVersion(version)} onClick={() => onRestore(version)}>
                {t.restore}
              </Button>
            )}
          </li>
        ))}
      </ol>
    </Section>
  );
}
