import { useState } from "react";
import { Button, Choice, Failed, Section } from "@/shared/ui";
import { type Level, levels } from "../api";
import { useServiceLevel } from "../hooks/useServiceLevel";
import { useTexts } from "../texts";
import { Fact } from "./Fact";
import { LevelDialog } from "./LevelDialog";

/** How much of Parley works, and an operator's word in it. */
export function ServiceLevelSection({ onChanged }: { onChanged(level: string): void }) {
  const { service: t } = useTexts();
  const { state, change } = useServiceLevel(onChanged);
  const [wanted, setWanted] = useState<Level | null>(null);
  const [confirming, setConfirming] = useState(false);
  const { data, error } = state;
  if (!data) {
    return (
      <Section title={t.title} hint={t.hint}>
        {error ? <Failed error={error} onRetry={() => void state.refetch()} /> : <div className="skeleton h-24" aria-busy="true" />}
      </Section>
    );
  }

  const set = data.operator ?? "full";
  const choice = wanted ?? set;
  const close = () => setConfirming(false);
  const apply = () =>
    change.mutate(choice, {
      onSuccess() {
        setWanted(null);
        close();
      },
    });
  return (
    <Section title={t.title} hint={t.hint}>
      <dl className="usage-facts">
        <Fact name={t.now} value={t.names[data.level]} />
        <Fact name={t.health} value={t.names[data.automatic]} />
        <Fact name={t.operator} value={data.operator ? t.names[data.operator] : t.nothing} />
      </dl>
      <div className="usage-segments">
        <Choice<Level> legend={t.set} value={choice} options={levels.map((value) => ({ value, text: t.names[value] }))} onChoose={setWanted} />
      </div>
      <p className="text-sm text-ink-soft">{t.means[choice]}</p>
      <Button disabled={choice === set} onClick={() => setConfirming(true)}>
        {t.apply}
      </Button>
      <LevelDialog open={confirming} level={choice} error={change.error} pending={change.isPending} onClose={close} onConfirm={apply} />
    </Section>
  );
}
