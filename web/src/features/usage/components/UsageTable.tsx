import type { ReactNode } from "react";
import type { UsageRow } from "../api";
import { useTexts } from "../texts";

interface Props {
  caption: string;
  /** The heading of the column that names the rows. */
  first: string;
  rows: UsageRow[];
  nameOf(row: UsageRow): ReactNode;
  keyOf(row: UsageRow): string;
}

export function UsageTable({ caption, first, rows, nameOf, keyOf }: Props) {
  const t = useTexts();
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- scrolling by keyboard needs the focus
    <div className="usage-table" role="region" aria-label={caption} tabIndex={0}>
      <table>
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{first}</th>
            <th scope="col">{t.breakdown.cost}</th>
            <th scope="col">{t.breakdown.calls}</th>
            <th scope="col">{t.breakdown.read}</th>
            <th scope="col">{t.breakdown.written}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={keyOf(row)}>
              <th scope="row">{nameOf(row)}</th>
              <td>
                {row.unpriced_calls < row.calls && <span className="block">{t.money(row.cost)}</span>}
                {row.unpriced_calls > 0 && (
                  <span className="block text-sm text-ink-soft">
                    {row.unpriced_calls < row.calls ? t.breakdown.unpriced(row.unpriced_calls) : t.breakdown.priceUnknown}
                  </span>
                )}
              </td>
              <td>{t.count(row.calls)}</td>
              <td>{t.count(row.prompt_tokens)}</td>
              <td>{t.count(row.completion_tokens)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
