import { useQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useState } from "react";
import { Button, Dialog, Failed, SecretDialog, Section } from "@/shared/ui";
import { useTexts } from "../texts";
import { fetchTenants } from "./api";
import { TenantForm } from "./TenantForm";
import { TenantRow } from "./TenantRow";

/** The organisations of this installation. None sees anything of another. */
export function TenantsSection() {
  const { tenants: t, links } = useTexts();
  const [making, setMaking] = useState(false);
  const [url, setUrl] = useState<string | null>(null);
  const { data, error, refetch } = useQuery({ queryKey: ["tenants"], queryFn: ({ signal }) => fetchTenants(signal) });
  return (
    <Section
      title={t.title}
      hint={t.hint}
      action={
        <Button look="primary" onClick={() => setMaking(true)}>
          <Plus aria-hidden size={15} />
          {t.make}
        </Button>
      }
    >
      {error && !data && <Failed error={error} onRetry={() => void refetch()} />}
      {!error && !data && <div className="skeleton h-24" aria-busy="true" />}
      {data && (
        <ul className="space-y-3">
          {data.data.map((tenant) => (
            <TenantRow key={tenant.id} tenant={tenant} />
          ))}
        </ul>
      )}
      <Dialog open={making} onOpenChange={setMaking} title={t.make} description={t.makeHint}>
        <TenantForm
          onMade={(made) => {
            setMaking(false);
            setUrl(made.url);
          }}
        />
      </Dialog>
      <SecretDialog secret={url} title={links.titles.owner} description={t.linkHint} label={links.label} onKept={() => setUrl(null)} />
    </Section>
  );
}
