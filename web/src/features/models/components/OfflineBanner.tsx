import { PlugZap } from "lucide-react";
import { useCatalogue } from "@/shared/i18n";
import { type LastModel, OFFLINE } from "../choice";
import { useEffectiveModel } from "../hooks/useModels";

const VARIABLES = ["OPENAI_API_KEY", "ANTHROPIC_API_KEY", "OLLAMA_BASE_URL"];

/** Says that no language model answers yet, and how to change that. */
export function OfflineBanner({ last }: { last: LastModel | undefined }) {
  const m = useCatalogue();
  const current = useEffectiveModel(last);
  if (current?.provider !== OFFLINE) return null;
  return (
    <details className="banner">
      <summary>
        <PlugZap aria-hidden size={16} className="shrink-0" />
        <span className="min-w-0">{m.models.offline}</span>
        <span className="ms-auto shrink-0 font-medium text-ink underline underline-offset-2">{m.models.connect}</span>
      </summary>
      <p className="mt-2">{m.models.connectHint}</p>
      <ul className="mt-1.5 flex flex-wrap gap-1.5">
        {VARIABLES.map((name) => (
          <li key={name}>
            <code>{name}</code>
          </li>
        ))}
      </ul>
    </details>
  );
}
