import { useEffect, useEffectEvent } from "react";
import { useCatalogue } from "@/shared/i18n";
import { Button, StateView } from "@/shared/ui";

/** How often to knock again, in milliseconds. */
const EVERY = 5000;

export function Unreachable({ onRetry }: { onRetry(): void }) {
  const m = useCatalogue();
  const retry = useEffectEvent(onRetry);
  useEffect(() => {
    const timer = setInterval(() => retry(), EVERY);
    return () => clearInterval(timer);
  }, []);
  return (
    <main className="flex h-dvh flex-col" role="alert">
      <StateView title={m.app.unreachable} hint={m.app.unreachableHint}>
        <Button look="primary" onClick={onRetry}>
          {m.app.retry}
        </Button>
      </StateView>
    </main>
  );
}
