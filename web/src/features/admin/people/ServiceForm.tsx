import { NameForm } from "../NameForm";
import { useTexts } from "../texts";
import { useChange } from "../useChange";
import { makeService } from "./api";
import { keys } from "./usePeople";

export function ServiceForm({ onDone }: { onDone(): void }) {
  const { people: t } = useTexts();
  const make = useChange(makeService, keys.people);
  return <NameForm label={t.name} start="" action={t.newService} change={make} onDone={onDone} />;
}
