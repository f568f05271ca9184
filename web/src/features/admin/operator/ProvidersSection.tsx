import { useQuery } from "@tanstack/react-query";
import { Failed, Section } from "@/shared/ui";
import { useTexts } from "../texts";
import { fetchProviders } from "./api";
import { ProviderRow } from "./ProviderRow";

/** The keys with which this installation asks providers of models. They are kept encrypted, and never shown again. */
export function ProvidersSection() {
  const { providers: t } = useTexts();
  const { data, error, refetch } = useQuery({ queryKey: ["provider-keys"], queryFn: ({ signal }) => fetchProviders(signal) });
  return (
    <Section title={t.title} hint={t.hint}>
      {error && !data && <Failed error={error} onRetry={() => void refetch()} />}
      {!error && !data && <div className="skeleton h-40" aria-busy="true" />}
      {data && (
        <ul className="space-y-3">
          {data.map((provider) => (
            <ProviderRow key={provider.name} provider={provider} />
          ))}
        </ul>
      )}
    </Section>
  );
}
