import { type ComponentType, useState } from "react";
import { useMay } from "@/shared/identity";
import type { Period } from "../api";
import { monthOf, type PeriodKind } from "../model/period";
import { useTexts } from "../texts";
import "../usage.css";
import { BreakdownSection } from "./BreakdownSection";
import { Budgets } from "./Budgets";
import { PeriodChoice } from "./PeriodChoice";
import { ServiceLevelSection } from "./ServiceLevelSection";
import { Spending } from "./Spending";

interface Props {
  /** Names a conversation and leads to it. */
  ConversationLink: ComponentType<{ id: string }>;
  /** An operator has set the service level; what holds now. */
  onServiceLevel(level: string): void;
}

/** What models were used for, what it cost, and what bounds it. */
export function UsagePage({ ConversationLink, onServiceLevel }: Props) {
  const t = useTexts();
  const [kind, setKind] = useState<PeriodKind>("this");
  const [days, setDays] = useState<Period>(() => monthOf("this", Date.now()));
  const [opened] = useState(Date.now);
  const seesBudgets = useMay("read_usage");
  const operates = useMay("operate");
  const period = kind === "custom" ? days : monthOf(kind, opened);

  function choose(next: PeriodKind) {
    // Days begin with what was shown, to be narrowed from there.
    if (next === "custom") setDays(period);
    setKind(next);
  }

  return (
    <div className="relative min-h-0 flex-1 overflow-y-auto">
      <div className="usage">
        <h1 className="display text-2xl">{t.title}</h1>
        <PeriodChoice kind={kind} days={days} onKind={choose} onDays={setDays} />
        <Spending period={period} />
        <BreakdownSection period={period} ConversationLink={ConversationLink} />
        {seesBudgets && <Budgets />}
        {operates && <ServiceLevelSection onChanged={onServiceLevel} />}
      </div>
    </div>
  );
}
