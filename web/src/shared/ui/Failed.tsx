import { problemOf } from "../http";
import { useCatalogue } from "../i18n";
import { Button } from "./Button";

/** Something could not be loaded: the server's words, and another try. */
export function Failed({ error, onRetry }: { error: unknown; onRetry(): void }) {
  const m = useCatalogue();
  return (
    <div role="alert" className="notice notice-danger mb-0">
      <p className="min-w-0 flex-1">{problemOf(error).detail || m.app.failed}</p>
      <Button onClick={onRetry}>{m.app.retry}</Button>
    </div>
  );
}
