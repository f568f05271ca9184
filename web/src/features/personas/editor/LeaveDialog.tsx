import { useLeaving } from "@/shared/lib/leaving";
import { Button, Dialog } from "@/shared/ui";
import { useText } from "./text/useText";

/** Asks before unsaved changes are lost. */
export function LeaveDialog() {
  const t = useText();
  const pending = useLeaving((leaving) => leaving.pending);
  const set = useLeaving((leaving) => leaving.set);
  return (
    <Dialog open={pending !== null} onOpenChange={(open) => !open && set({ pending: null })} title={t.leaveTitle} description={t.leaveHint}>
      <div className="mt-6 flex justify-end gap-2.5">
        <Button onClick={() => set({ pending: null })}>{t.stay}</Button>
        <Button
          look="danger"
          onClick={() => {
            set({ blocked: null, pending: null });
            pending?.();
          }}
        >
          {t.leave}
        </Button>
      </div>
    </Dialog>
  );
}
