import { type ComponentType, useState } from "react";
import { Button, Choice, Failed, Section } from "@/shared/ui";
import type { Period, UsageRow } from "../api";
import { useUsage } from "../hooks/useUsage";
import { type Breakdown, breakdowns, dimensionsOf, nameOf, ranked } from "../model/breakdown";
import { useTexts } from "../texts";
import { UsageTable } from "./UsageTable";

/** Rows shown before one asks for all. */
const FEW = 10;

interface Props {
  period: Period;
  ConversationLink: ComponentType<{ id: string }>;
}

/** The period's sums, told apart by one thing at a time. */
export function BreakdownSection(props: Props) {
  const t = useTexts();
  const [by, setBy] = useState<Breakdown>("model");
  return (
    <Section title={t.breakdown.title}>
      <div className="usage-segments">
        <Choice<Breakdown>
          legend={<span className="sr-only">{t.breakdown.by}</span>}
          value={by}
          options={breakdowns.map((value) => ({ value, text: t.breakdown[value] }))}
          onChoose={setBy}
        />
      </div>
      <Rows key={by} by={by} {...props} />
    </Section>
  );
}

function Rows({ by, period, ConversationLink }: Props & { by: Breakdown }) {
  const t = useTexts();
  const [all, setAll] = useState(false);
  const { data, error, refetch } = useUsage(period, dimensionsOf(by));
  if (error) return <Failed error={error} onRetry={() => void refetch()} />;
  if (!data) return <div className="skeleton h-40" aria-busy="true" />;
  if (data.rows.length === 0) return <p className="text-ink-soft">{t.breakdown.empty}</p>;
  const rows = ranked(data.rows);
  return (
    <>
      <UsageTable
        caption={`${t.breakdown.title}: ${t.breakdown[by]}`}
        first={t.breakdown[by]}
        rows={all ? rows : rows.slice(0, FEW)}
        nameOf={label}
        keyOf={(row) => nameOf(row, by) ?? ""}
      />
      {!all && rows.length > FEW && <Button onClick={() => setAll(true)}>{t.breakdown.all(rows.length)}</Button>}
    </>
  );

  function label(row: UsageRow) {
    const name = nameOf(row, by);
    if (name === null) return <span className="text-ink-soft">{t.breakdown.none}</span>;
    return by === "conversation" ? <ConversationLink id={name} /> : name;
  }
}
