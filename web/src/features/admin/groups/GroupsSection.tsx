import { useQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useState } from "react";
import { Button, Dialog, Failed, Section } from "@/shared/ui";
import { NameForm } from "../NameForm";
import { useTexts } from "../texts";
import { useChange } from "../useChange";
import { fetchGroups, makeGroup } from "./api";
import { GroupRow } from "./GroupRow";
import { groupsKey } from "./groupsKey";

/** Groups of people, to share things with. */
export function GroupsSection() {
  const { groups: t } = useTexts();
  const [making, setMaking] = useState(false);
  const { data, error, refetch } = useQuery({ queryKey: groupsKey, queryFn: ({ signal }) => fetchGroups(signal) });
  const make = useChange(makeGroup, groupsKey);
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
      {data?.data.length === 0 && <p className="text-ink-soft">{t.none}</p>}
      {data && (
        <ul className="space-y-3">
          {data.data.map((group) => (
            <GroupRow key={group.id} group={group} />
          ))}
        </ul>
      )}
      <Dialog
        open={making}
        onOpenChange={(open) => {
          setMaking(open);
          make.reset();
        }}
        title={t.make}
      >
        <NameForm label={t.name} start="" action={t.make} change={make} onDone={() => setMaking(false)} />
      </Dialog>
    </Section>
  );
}
