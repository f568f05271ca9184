import { Component, type ReactNode } from "react";
import { useCatalogue } from "@/shared/i18n";
import { Button, StateView } from "@/shared/ui";

/** The last resort: a mistake in the page must not leave it blank. */
export class ErrorBoundary extends Component<{ children: ReactNode }, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override render() {
    return this.state.failed ? <Crashed /> : this.props.children;
  }
}

function Crashed() {
  const m = useCatalogue();
  return (
    <main className="flex h-dvh flex-col">
      <StateView title={m.app.crashed} hint={m.app.crashedHint}>
        <Button look="primary" onClick={() => window.location.reload()}>
          {m.app.reload}
        </Button>
      </StateView>
    </main>
  );
}
