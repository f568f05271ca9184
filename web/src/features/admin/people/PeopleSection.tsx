import { Bot, UserPlus } from "lucide-react";
import { useState } from "react";
import { useMay } from "@/shared/identity";
import { Button, Dialog, Failed, Pager, Section } from "@/shared/ui";
import { useTexts } from "../texts";
import { useDebounced } from "@/shared/lib/useDebounced";
import type { OnceLink } from "./api";
import { Invitations } from "./Invitations";
import { InviteForm } from "./InviteForm";
import { LinkDialog, type LinkKind } from "./LinkDialog";
import { PersonRow } from "./PersonRow";
import { SearchPeople } from "./SearchPeople";
import { ServiceForm } from "./ServiceForm";
import { TenantName } from "./TenantName";
import { usePeople } from "./usePeople";

/** Who belongs to the organisation, and what they may do. */
export function PeopleSection() {
  const { people: t } = useTexts();
  const managesTenant = useMay("manage_tenant");
  const [q, setQ] = useState("");
  const [offset, setOffset] = useState(0);
  const [dialog, setDialog] = useState<"invite" | "service" | null>(null);
  const [link, setLink] = useState<{ kind: LinkKind; link: OnceLink } | null>(null);
  const { data, error, refetch } = usePeople(useDebounced(q.trim(), 200), offset);
  const close = () => setDialog(null);
  return (
    <>
      {managesTenant && <TenantName />}
      <Section
        title={t.title}
        action={
          <div className="flex flex-wrap gap-2">
            <Button look="primary" onClick={() => setDialog("invite")}>
              <UserPlus aria-hidden size={15} />
              {t.invite}
            </Button>
            <Button onClick={() => setDialog("service")}>
              <Bot aria-hidden size={15} />
              {t.newService}
            </Button>
          </div>
        }
      >
        <SearchPeople
          value={q}
          onChange={(value) => {
            setQ(value);
            setOffset(0);
          }}
        />
        {error && !data && <Failed error={error} onRetry={() => void refetch()} />}
        {!error && !data && <div className="skeleton h-40" aria-busy="true" />}
        {data?.data.length === 0 && <p role="status" className="text-ink-soft">{t.noMatch}</p>}
        {data && (
          <ul className="space-y-3">
            {data.data.map((person) => (
              <PersonRow key={person.id} person={person} onLink={(kind, made) => setLink({ kind, link: made })} />
            ))}
          </ul>
        )}
        {data && <Pager {...data.pagination} onOffset={setOffset} />}
      </Section>
      <Invitations />
      <Dialog open={dialog === "invite"} onOpenChange={close} title={t.invite} description={t.inviteHint}>
        <InviteForm
          onMade={(made) => {
            close();
            setLink({ kind: "invitation", link: made });
          }}
        />
      </Dialog>
      <Dialog open={dialog === "service"} onOpenChange={close} title={t.newService} description={t.serviceHint}>
        <ServiceForm onDone={close} />
      </Dialog>
      <LinkDialog made={link} onKept={() => setLink(null)} />
    </>
  );
}
