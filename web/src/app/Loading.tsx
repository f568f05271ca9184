import { useEffect, useState } from "react";
import { useCatalogue } from "@/shared/i18n";

/** An answer that comes sooner than this, in milliseconds, is not announced: the page would only flicker. */
const SOON = 300;

export function Loading() {
  const m = useCatalogue();
  const [shown, setShown] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setShown(true), SOON);
    return () => clearTimeout(timer);
  }, []);
  return (
    <main className="grid h-dvh place-items-center" aria-busy="true">
      <p role="status" className="text-ink-soft">
        {shown ? m.app.loading : ""}
      </p>
    </main>
  );
}
