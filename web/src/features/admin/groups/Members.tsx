import { useQuery } from "@tanstack/react-query";
import { X } from "lucide-react";
import { useState } from "react";
import { useDebounced } from "@/shared/lib/useDebounced";
import { Button, Failed, IconButton, SelectField, TextField } from "@/shared/ui";
import { usePeople } from "../people/usePeople";
import { useTexts } from "../texts";
import { useChange } from "../useChange";
import { addMember, fetchMembers, removeMember } from "./api";
import { groupsKey } from "./groupsKey";

/** Who is in a group, and who comes in. */
export function Members({ group }: { group: string }) {
  const { groups: t } = useTexts();
  const queryKey = [...groupsKey, group, "members"];
  const [chosen, setChosen] = useState("");
  const { data, error, refetch } = useQuery({ queryKey, queryFn: ({ signal }) => fetchMembers(group, signal) });
  const [q, setQ] = useState("");
  const people = usePeople(useDebounced(q.trim(), 200), 0);
  const add = useChange((user: string) => addMember(group, user), groupsKey);
  const remove = useChange((user: string) => removeMember(group, user), groupsKey);
  const members = data?.data ?? [];
  const others = (people.data?.data ?? []).filter(({ id }) => !members.some((member) => member.id === id));
  const failure = add.error ?? remove.error;
  return (
    <div className="mt-4 space-y-4">
      {error && !data && <Failed error={error} onRetry={() => void refetch()} />}
      {data && members.length === 0 && <p className="text-ink-soft">{t.nobody}</p>}
      <ul className="divide-y divide-line">
        {members.map(({ id, name, email }) => (
          <li key={id} className="flex items-center gap-2 py-1.5">
            <span className="min-w-0 flex-1 wrap-anywhere">{name || email || id}</span>
            <IconButton icon={X} size="small" label={t.takeOut(name || email || id)} disabled={remove.isPending} onClick={() => remove.mutate(id)} />
          </li>
        ))}
      </ul>
      {failure && <Failed error={failure} onRetry={() => void refetch()} />}
      <form
        className="space-y-3"
        onSubmit={(event) => {
          event.preventDefault();
          if (chosen) add.mutate(chosen, { onSuccess: () => setChosen("") });
        }}
      >
        <TextField label={t.find} type="search" autoComplete="off" value={q} onChange={setQ} />
        <div className="min-w-0 flex-1">
          <SelectField
            label={t.person}
            value={chosen}
            options={[{ value: "", text: t.choose }, ...others.map(({ id, name, email }) => ({ value: id, text: name || email || id }))]}
            onChange={setChosen}
          />
        </div>
        <Button type="submit" disabled={chosen === "" || add.isPending}>
          {t.add}
        </Button>
      </form>
    </div>
  );
}
