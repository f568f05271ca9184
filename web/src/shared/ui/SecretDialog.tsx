import { Check, Copy } from "lucide-react";
import { useId } from "react";
import { useCatalogue } from "../i18n";
import { useCopy } from "../lib/useCopy";
import { Button } from "./Button";
import { Dialog } from "./Dialog";

interface Props {
  /** Null while there is nothing to show. */
  secret: string | null;
  title: string;
  /** What it is for. */
  description: string;
  label: string;
  onKept(): void;
}

/** Something the server says only once. It stays until the reader says that it is kept. */
export function SecretDialog({ secret, title, description, label, onKept }: Props) {
  const m = useCatalogue();
  return (
    <Dialog open={secret !== null} onOpenChange={() => undefined} closable={false} title={title} description={description}>
      <Secret text={secret ?? ""} label={label} />
      <div className="mt-6 flex justify-end">
        <Button look="primary" onClick={onKept}>
          {m.forms.kept}
        </Button>
      </div>
    </Dialog>
  );
}

function Secret({ text, label }: { text: string; label: string }) {
  const m = useCatalogue();
  const id = useId();
  const { copied, copy } = useCopy();
  const Icon = copied ? Check : Copy;
  return (
    <div className="mt-4 space-y-3">
      <p className="banner">{m.forms.once}</p>
      <div className="form-field">
        <label htmlFor={id}>{label}</label>
        <textarea
          id={id}
          readOnly
          rows={3}
          spellCheck={false}
          className="field w-full resize-none py-1.5 font-mono text-sm wrap-anywhere"
          value={text}
          onFocus={(event) => event.target.select()}
        />
      </div>
      <Button onClick={() => copy(text)}>
        <Icon aria-hidden size={15} />
        {copied ? m.chat.copied : m.chat.copy}
      </Button>
      <p role="status" className="sr-only">
        {copied ? m.chat.copied : ""}
      </p>
    </div>
  );
}
