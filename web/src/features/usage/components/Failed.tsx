import { problemOf } from "@/shared/http";
import { Button } from "@/shared/ui";
import { useTexts } from "../texts";

/** Something could not be loaded: the server's words, and another try. */
export function Failed({ error, onRetry }: { error: unknown; onRetry(): void }) {
  const t = useTexts();
  return (
    <div role="alert" className="notice notice-danger mb-0">
      <p className="min-w-0 flex-1">{problemOf(error).detail || t.failed}</p>
      <Button onClick={onRetry}>{t.retry}</Button>
    </div>
  );
}
