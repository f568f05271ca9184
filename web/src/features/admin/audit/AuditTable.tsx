import { useState } from "react";
import { Button } from "@/shared/ui";
import { useTexts } from "../texts";
import type { AuditEntry } from "./api";
import { EntryDialog } from "./EntryDialog";

export function AuditTable({ entries }: { entries: AuditEntry[] }) {
  const { audit: t } = useTexts();
  const [shown, setShown] = useState<AuditEntry | null>(null);
  return (
    <>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- scrolling by keyboard needs the focus */}
      <div className="table-frame" role="region" aria-label={t.title} tabIndex={0}>
        <table>
          <caption className="sr-only">{t.title}</caption>
          <thead>
            <tr>
              <th scope="col">{t.at}</th>
              <th scope="col">{t.actor}</th>
              <th scope="col">{t.action}</th>
              <th scope="col">{t.target}</th>
              <th scope="col">{t.result}</th>
              <th scope="col"><span className="sr-only">{t.details}</span></th>
            </tr>
          </thead>
          <tbody>
            {entries.map((entry) => (
              <tr key={entry.sequence}>
                <td className="whitespace-nowrap">{t.time(entry.at)}</td>
                <td className="wrap-anywhere">{entry.actor ?? entry.actor_id ?? t.nobody}</td>
                <th scope="row"><code>{entry.action}</code></th>
                <td className="wrap-anywhere">{entry.target}</td>
                <td className={entry.result === "done" ? undefined : "text-danger"}>{t.results[entry.result] ?? entry.result}</td>
                <td>
                  <Button aria-label={t.detailsOf(entry.sequence)} onClick={() => setShown(entry)}>
                    {t.details}
                  </Button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <EntryDialog entry={shown} onClose={() => setShown(null)} />
    </>
  );
}
