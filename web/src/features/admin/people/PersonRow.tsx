import { Ellipsis } from "lucide-react";
import { useState } from "react";
import { useIdentity } from "@/shared/identity";
import { IconButton, Menu } from "@/shared/ui";
import { useTexts } from "../texts";
import type { OnceLink, Person } from "./api";
import type { LinkKind } from "./LinkDialog";
import { PersonDialogs } from "./PersonDialogs";
import { type Action, actionsFor, icons } from "./actions";

interface Props {
  person: Person;
  /** A one-time link was made for them. */
  onLink(kind: LinkKind, link: OnceLink): void;
}

export function PersonRow({ person, onLink }: Props) {
  const { people: t } = useTexts();
  const { me } = useIdentity();
  const [action, setAction] = useState<Action | null>(null);
  const name = person.name || person.email || person.id;
  const groups = actionsFor(person, me).map((actions) =>
    actions.map((one) => ({ icon: icons[one], text: t.actions[one], danger: one === "disable", onSelect: () => setAction(one) })),
  );
  return (
    <li className="card flex items-start gap-3">
      <div className="min-w-0 flex-1">
        <h3 className="font-medium wrap-anywhere">
          {name}
          {person.id === me.id && <span className="pill ms-2 inline-block font-normal">{t.you}</span>}
          {person.disabled && <span className="pill pill-off ms-2 inline-block font-normal">{t.disabled}</span>}
        </h3>
        <p className="text-sm text-ink-soft wrap-anywhere">
          {[
            person.email,
            t.roles[person.role],
            person.tier && t.tier(t.tiers[person.tier]),
            person.role === "service" ? null : person.last_sign_in_at ? t.seen(person.last_sign_in_at) : t.neverSeen,
          ].filter(Boolean).join(" · ")}
        </p>
      </div>
      {groups.some((entries) => entries.length > 0) && <Menu trigger={<IconButton icon={Ellipsis} label={t.options(name)} />} groups={groups} />}
      <PersonDialogs person={person} action={action} onClose={() => setAction(null)} onLink={onLink} />
    </li>
  );
}
