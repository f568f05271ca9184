import { Download } from "lucide-react";
import { Failed, Section } from "@/shared/ui";
import { csvAddress, type Period } from "../api";
import { useUsage } from "../hooks/useUsage";
import { barsOf } from "../model/chart";
import { useTexts } from "../texts";
import { CostChart } from "./CostChart";
import { DayTable } from "./DayTable";
import { Totals } from "./Totals";

/** The period's sums and its days. */
export function Spending({ period }: { period: Period }) {
  const t = useTexts();
  const { data, error, refetch } = useUsage(period, ["day"]);
  if (error) return <Failed error={error} onRetry={() => void refetch()} />;
  if (!data) return <div className="skeleton h-72" aria-busy="true" />;
  const bars = barsOf(period, data.rows);
  const download = (
    <a className="quiet-button text-sm text-ink-soft" href={csvAddress(period)} download={`usage-${period.from}-${period.to}.csv`}>
      <Download aria-hidden size={15} />
      {t.chart.download}
    </a>
  );
  return (
    <>
      <Totals total={data.total} />
      <Section title={t.chart.title} action={download}>
        {data.total.cost > 0 ? (
          <>
            <CostChart bars={bars} total={data.total.cost} />
            <DayTable rows={data.rows} />
          </>
        ) : (
          <p className="text-ink-soft">{t.chart.nothing}</p>
        )}
      </Section>
    </>
  );
}
