import { useId } from "react";
import { useCatalogue } from "@/shared/i18n";
import type { KnowledgeChoice } from "@/shared/session";
import type { Collection } from "../api";
import { toggled } from "../choice";
import { useTexts } from "./texts";

interface Props {
  /** Undefined until they are known. */
  collections: Collection[] | undefined;
  failed: boolean;
  choice: KnowledgeChoice | null;
  onChoose(choice: KnowledgeChoice): void;
}

export function KnowledgeOptions({ collections, failed, choice, onChoose }: Props) {
  const m = useCatalogue();
  const hint = useId();
  const { answer, answerHint, which, whichHint, none, failed: failure } = useTexts();
  const named = choice?.use_rag ? (choice.collections ?? []) : [];
  const row = "flex cursor-pointer items-start gap-2.5 rounded-md px-2 py-1.5 text-sm hover:bg-hover has-focus-visible:bg-hover";
  return (
    <>
      <label className={row}>
        <input
          type="checkbox"
          className="mt-1 accent-accent"
          checked={choice?.use_rag ?? false}
          aria-describedby={hint}
          onChange={(event) => onChoose({ use_rag: event.target.checked })}
        />
        <span className="font-medium">{answer}</span>
      </label>
      <p id={hint} className="ps-8 pe-2 text-sm text-ink-soft">
        {answerHint}
      </p>
      {collections && collections.length > 0 && (
        <fieldset className="mt-1">
          <legend className="px-2 pt-2 text-xs font-medium text-ink-soft">{which}</legend>
          <p className="px-2 pb-1 text-xs text-ink-soft">{whichHint}</p>
          <div className="max-h-64 overflow-y-auto">
            {collections.map(({ id, name, description }) => (
              <label key={id} className={row}>
                <input type="checkbox" className="mt-1 accent-accent" checked={named.includes(id)} onChange={(event) => onChoose(toggled(choice, id, event.target.checked))} />
                <span className="min-w-0">
                  <span className="block font-medium wrap-anywhere">{name}</span>
                  {description && <span className="line-clamp-1 text-ink-soft">{description}</span>}
                </span>
              </label>
            ))}
          </div>
        </fieldset>
      )}
      {collections?.length === 0 && <p className="p-2 text-sm text-ink-soft">{none}</p>}
      {!collections && <p className="p-2 text-sm text-ink-soft">{failed ? failure : m.app.loading}</p>}
    </>
  );
}
