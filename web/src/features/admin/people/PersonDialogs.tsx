import type { Right } from "@/shared/identity";
import { Keys } from "@/shared/keys";
import { ConfirmDialog, Dialog } from "@/shared/ui";
import { useTexts } from "../texts";
import { useChange } from "../useChange";
import { changePerson, type OnceLink, type Person, resetPassword, signOutPerson } from "./api";
import type { Action } from "./actions";
import { EmailForm } from "./EmailForm";
import type { LinkKind } from "./LinkDialog";
import { PersonForm } from "./PersonForm";
import { keys } from "./usePeople";

/** What a service account may do, and so at most its keys. */
const serviceRights: readonly Right[] = ["read_content", "write_content", "use_models", "use_tools"];

interface Props {
  person: Person;
  action: Action | null;
  onClose(): void;
  onLink(kind: LinkKind, link: OnceLink): void;
}

/** What was chosen from a person's menu. */
export function PersonDialogs({ person, action, onClose, onLink }: Props) {
  const { people: t } = useTexts();
  const name = person.name || person.email || person.id;
  const made = (kind: LinkKind) => (link: OnceLink) => {
    onClose();
    onLink(kind, link);
  };
  return (
    <>
      <Dialog open={action === "edit"} onOpenChange={onClose} title={t.editOf(name)}>
        <PersonForm person={person} onDone={onClose} />
      </Dialog>
      <Dialog open={action === "keys"} onOpenChange={onClose} title={t.keysOf(name)}>
        <div className="mt-4">
          <Keys user={person.id} grantable={person.role === "service" ? serviceRights : null} />
        </div>
      </Dialog>
      <Dialog open={action === "emailChange"} onOpenChange={onClose} title={t.actions.emailChange} description={t.emailHint}>
        <EmailForm person={person} onMade={made("emailChange")} />
      </Dialog>
      {confirmed.map((kind) => (
        <Confirm key={kind} open={action === kind} kind={kind} id={person.id} name={name} onClose={onClose} onLink={made("passwordReset")} />
      ))}
    </>
  );
}

const confirmed = ["signOut", "passwordReset", "disable", "enable"] as const;

type Confirmed = (typeof confirmed)[number];

/** Does it, and gives the one-time link where it makes one. */
async function run(kind: Confirmed, id: string): Promise<OnceLink | null> {
  if (kind === "passwordReset") return resetPassword(id);
  if (kind === "signOut") await signOutPerson(id);
  else await changePerson(id, { disabled: kind === "disable" });
  return null;
}

interface ConfirmProps {
  open: boolean;
  kind: Confirmed;
  id: string;
  name: string;
  onLink(link: OnceLink): void;
  onClose(): void;
}

function Confirm({ open, kind, id, name, onLink, onClose }: ConfirmProps) {
  const { people: t } = useTexts();
  const change = useChange(() => run(kind, id), keys.people);
  return (
    <ConfirmDialog
      open={open}
      title={t.confirm[kind].title(name)}
      description={t.confirm[kind].hint}
      action={t.actions[kind]}
      error={change.error}
      pending={change.isPending}
      onClose={() => {
        change.reset();
        onClose();
      }}
      onConfirm={() => change.mutate(undefined, { onSuccess: (link) => (link ? onLink(link) : onClose()) })}
    />
  );
}
