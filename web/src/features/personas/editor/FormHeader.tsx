import { ArrowLeft, Copy, Trash2 } from "lucide-react";
import { useState } from "react";
import { Link } from "wouter";
import { useCatalogue } from "@/shared/i18n";
import { Button, Dialog } from "@/shared/ui";
import type { Persona } from "../api";
import { useText } from "./text/useText";

interface Props {
  persona: Persona | null;
  name: string;
  version: number;
  failed: boolean;
  onDelete(): void;
}

export function FormHeader({ persona, name, version, failed, onDelete }: Props) {
  const m = useCatalogue();
  const t = useText();
  const [asking, setAsking] = useState(false);
  return (
    <header className="grid gap-3">
      <Link href="/personas" className="flex w-fit items-center gap-1.5 rounded-md text-sm text-ink-soft hover:text-ink">
        <ArrowLeft aria-hidden size={15} />
        {t.all}
      </Link>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-3">
        <div className="min-w-0 flex-1 basis-60">
          <h1 className="display text-2xl break-words">{name || t.newTitle}</h1>
          {persona && (
            <p className="mt-1 text-sm text-ink-soft">
              <code>{persona.id}</code> · {persona.built_in ? t.builtIn : t.version(version)}
            </p>
          )}
        </div>
        {persona && (
          <div className="flex gap-2">
            <Link href={`/personas/new?from=${persona.id}`} className="new-chat px-3.5">
              <Copy aria-hidden size={16} />
              {t.copy}
            </Link>
            {!persona.built_in && (
              <Button onClick={() => setAsking(true)}>
                <Trash2 aria-hidden size={16} />
                {t.remove}
              </Button>
            )}
          </div>
        )}
      </div>
      {persona?.built_in && <p className="text-sm text-ink-soft">{t.readOnly}</p>}
      {failed && <p role="alert" className="text-sm text-danger">{m.sidebar.actionFailed}</p>}
      <Dialog open={asking} onOpenChange={setAsking} title={t.removeTitle} description={t.removeHint(name)}>
        <div className="mt-6 flex justify-end gap-2.5">
          <Button onClick={() => setAsking(false)}>{m.app.cancel}</Button>
          <Button
            look="danger"
            onClick={() => {
              setAsking(false);
              onDelete();
            }}
          >
            {t.remove}
          </Button>
        </div>
      </Dialog>
    </header>
  );
}
