import { useId } from "react";
import { useMay } from "@/shared/identity";
import { Failed } from "@/shared/ui";
import { type Sharing, sharings } from "../api";
import { useTexts } from "../texts";
import { sharingIcons } from "./sharing";
import { useGroups } from "./useGroups";

interface Props {
  sharing: Sharing;
  groups: string[];
  errors: string[];
  onSharing(sharing: Sharing): void;
  onGroups(groups: string[]): void;
}

/** Who may read a collection. What the reader may not grant is not offered, except where it holds already. */
export function SharingFields({ sharing, groups, errors, onSharing, onGroups }: Props) {
  const { collections: t } = useTexts();
  const name = useId();
  const operates = useMay("operate");
  const offered = sharings.filter((one) => one !== "public" || operates || sharing === "public");
  return (
    <fieldset className="space-y-1" aria-describedby={errors.length > 0 ? `${name}-errors` : undefined}>
      <legend className="mb-1 text-[0.9375rem] font-medium">{t.sharing}</legend>
      {offered.map((one) => {
        const Icon = sharingIcons[one];
        return (
          <label key={one} className="option">
            <input type="radio" name={name} className="mt-1 accent-accent" checked={one === sharing} onChange={() => onSharing(one)} />
            <Icon aria-hidden size={17} className="mt-0.5 shrink-0 text-ink-soft" />
            <span className="min-w-0">
              <span className="block font-medium">{t.sharings[one]}</span>
              <span className="text-sm text-ink-soft">{t.sharingHints[one]}</span>
            </span>
          </label>
        );
      })}
      {sharing === "groups" && <GroupFields groups={groups} onGroups={onGroups} />}
      {errors.length > 0 && (
        <p id={`${name}-errors`} role="alert" className="text-sm text-danger">
          {errors.join(" ")}
        </p>
      )}
    </fieldset>
  );
}

function GroupFields({ groups, onGroups }: Pick<Props, "groups" | "onGroups">) {
  const { collections: t } = useTexts();
  const looksAfter = useMay("manage_users");
  const { data, error, refetch } = useGroups();
  if (error && !data) return <Failed error={error} onRetry={() => void refetch()} />;
  // Those it is shared with already can be taken away, whoever they are.
  const others = data ? groups.filter((id) => !data.some((group) => group.id === id)) : [];
  const all = [...(data ?? []), ...others.map((id) => ({ id, name: t.otherGroup }))];
  if (data && all.length === 0) return <p className="ps-2 text-sm text-ink-soft">{looksAfter ? t.noGroups : t.inNoGroup}</p>;
  return (
    <fieldset className="max-h-44 overflow-y-auto ps-7">
      <legend className="sr-only">{t.groups}</legend>
      {all.map((group) => (
        <label key={group.id} className="option">
          <input
            type="checkbox"
            className="mt-1 accent-accent"
            checked={groups.includes(group.id)}
            onChange={(event) => onGroups(event.target.checked ? [...groups, group.id] : groups.filter((id) => id !== group.id))}
          />
          <span className="min-w-0 wrap-anywhere">{group.name}</span>
        </label>
      ))}
    </fieldset>
  );
}
