import { ChevronRight } from "lucide-react";
import type { UsageRow } from "../api";
import { useTexts } from "../texts";
import { UsageTable } from "./UsageTable";

/** The chart's figures, for whoever wants them exactly or cannot see it. Days without a call are left out. */
export function DayTable({ rows }: { rows: UsageRow[] }) {
  const t = useTexts();
  const days = rows.toSorted((a, b) => (a.period ?? "").localeCompare(b.period ?? ""));
  return (
    <details className="tool">
      <summary>
        <ChevronRight aria-hidden size={15} className="chevron" />
        {t.chart.table}
      </summary>
      <UsageTable caption={t.chart.title} first={t.chart.day} rows={days} nameOf={({ period }) => (period ? t.day(period) : "")} keyOf={({ period }) => period ?? ""} />
    </details>
  );
}
