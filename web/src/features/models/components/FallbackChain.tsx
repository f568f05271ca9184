import { useCatalogue } from "@/shared/i18n";
import { hasModels } from "../choice";
import { useModels } from "../hooks/useModels";

/** Which models take over when one fails. */
export function FallbackChain() {
  const m = useCatalogue();
  const { data } = useModels();
  if (!data || !hasModels(data)) return null;
  return (
    <section aria-labelledby="fallback-title">
      <h3 id="fallback-title" className="font-medium">
        {m.models.fallback}
      </h3>
      <p className="text-sm text-ink-soft">{data.fallback.length > 0 ? m.models.fallbackHint : m.models.noFallback}</p>
      <ol className="mt-1.5 list-decimal ps-5 text-sm">
        {data.fallback.map(({ provider, model }) => (
          <li key={`${provider}/${model}`} className="wrap-anywhere">
            {provider}/{model}
          </li>
        ))}
      </ol>
    </section>
  );
}
