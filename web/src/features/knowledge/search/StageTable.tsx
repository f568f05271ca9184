import { useTexts } from "../texts";
import type { Stage } from "./api";

/** Where the time of a search went: a table whose rows are bars as well. What was not run says so, and why. */
export function StageTable({ stages }: { stages: Stage[] }) {
  const texts = useTexts();
  const { search: t } = texts;
  const longest = Math.max(...stages.map(({ milliseconds }) => milliseconds), 0.001);
  return (
    // Wide tables scroll by themselves, so the keyboard must reach them.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className="table-frame stages" tabIndex={0} role="group" aria-label={t.stages}>
      <table>
        <caption>{t.stages}</caption>
        <thead>
          <tr>
            <th scope="col">{t.stage}</th>
            <th scope="col" colSpan={2}>
              {t.time}
            </th>
            <th scope="col">{t.passages}</th>
          </tr>
        </thead>
        <tbody>
          {stages.map(({ name, milliseconds, count, skipped = false, note }, at) => (
            // A stage can come again in a further round.
            // oxlint-disable-next-line react/no-array-index-key
            <tr key={at} data-skipped={skipped || undefined}>
              <th scope="row">{t.stageNames[name] ?? name}</th>
              <td className="whitespace-nowrap">{skipped ? <span className="mark mark-quiet">{t.skipped}</span> : texts.milliseconds(milliseconds)}</td>
              <td className="stage-bar">
                {!skipped && (
                  <svg aria-hidden viewBox="0 0 100 8" preserveAspectRatio="none">
                    <rect width={Math.max(0.5, (100 * milliseconds) / longest)} height={8} rx={1} />
                  </svg>
                )}
                {note && <span className="block text-ink-soft">{note}</span>}
              </td>
              <td>{skipped ? "–" : texts.count(count)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
