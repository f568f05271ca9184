import { CloudAlert } from "lucide-react";
import { useCatalogue } from "@/shared/i18n";
import { hasModels } from "../choice";
import { useModels } from "../hooks/useModels";

/** Says in plain words what does not work. With the built-in provider alone nothing can fail, and it says nothing. */
export function DegradationBanner() {
  const m = useCatalogue();
  const { data } = useModels();
  const text = data && hasModels(data) ? m.models.levels[data.degradation] : undefined;
  return (
    // It stands there before it has something to say: only then do screen readers say it.
    <div role="status">
      {text && (
        <p className="banner flex items-start gap-2">
          <CloudAlert aria-hidden size={16} className="mt-0.5 shrink-0" />
          {text}
        </p>
      )}
    </div>
  );
}
