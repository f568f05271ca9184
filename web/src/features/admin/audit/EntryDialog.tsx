import { Dialog } from "@/shared/ui";
import { useTexts } from "../texts";
import type { AuditEntry } from "./api";

/** Everything the trail has of one event. */
export function EntryDialog({ entry, onClose }: { entry: AuditEntry | null; onClose(): void }) {
  const { audit: t } = useTexts();
  if (!entry) return null;
  const facts: [string, string | null][] = [
    [t.at, t.time(entry.at)],
    [t.actor, [entry.actor, entry.actor_id].filter(Boolean).join(" – ") || t.nobody],
    [t.key, entry.key_id],
    [t.action, entry.action],
    [t.target, entry.target],
    [t.result, t.results[entry.result] ?? entry.result],
    [t.address, entry.address],
    [t.userAgent, entry.user_agent],
    [t.trace, entry.trace_id],
  ];
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={t.event(entry.sequence)}>
      <dl className="facts-list mt-4">
        {facts.map(([name, value]) => value && (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {hasContent(entry.details) && (
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- scrolling by keyboard needs the focus
        <pre tabIndex={0} aria-label={t.details} className="mt-4 overflow-x-auto rounded-lg bg-sunken p-3 text-sm">{JSON.stringify(entry.details, null, 2)}</pre>
      )}
    </Dialog>
  );
}

function hasContent(details: unknown): boolean {
  if (details === null || details === undefined || details === "") return false;
  return typeof details !== "object" || Object.keys(details).length > 0;
}
