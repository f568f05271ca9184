import { useState } from "react";
import { useCatalogue } from "@/shared/i18n";
import type { ModelChoice } from "@/shared/session";
import type { ModelCatalogue } from "../api";
import { type Choice, searchModels } from "../choice";
import { useListKeys } from "../hooks/useListKeys";
import { ModelOption } from "./ModelOption";

interface Props {
  catalogue: ModelCatalogue;
  current: ModelChoice;
  /** When the catalogue came, in milliseconds since 1970. */
  at: number;
  onPick(choice: Choice): void;
}

/** A search field that rules a list: type, move with the arrow keys, take with Enter. */
export function ModelList({ catalogue, current, at, onPick }: Props) {
  const m = useCatalogue();
  const [search, setSearch] = useState("");
  const groups = searchModels(catalogue, search);
  const choices = groups.flatMap((group) => group.choices);
  const isCurrent = ({ provider, model }: Choice) => provider === current.provider && model === current.model;
  const { active, setActive, onKeyDown } = useListKeys(choices.length, choices.findIndex(isCurrent), (index) => {
    const choice = choices[index];
    if (choice) onPick(choice);
  });

  return (
    <>
      <input
        type="text"
        role="combobox"
        aria-expanded="true"
        aria-controls="model-list"
        aria-autocomplete="list"
        aria-activedescendant={active === null ? undefined : `model-${active}`}
        aria-label={m.models.search}
        placeholder={m.models.search}
        autoComplete="off"
        spellCheck={false}
        value={search}
        onChange={(event) => {
          setSearch(event.target.value);
          setActive(0);
        }}
        onKeyDown={onKeyDown}
        className="field w-full"
      />
      <div id="model-list" role="listbox" aria-label={m.models.label} className="mt-2 max-h-80 overflow-y-auto">
        {groups.map(({ provider, choices: own }) => (
          <div key={provider.name} role="group" aria-label={provider.display_name}>
            <p className="px-2 pt-2 pb-1 text-xs font-medium text-ink-soft" aria-hidden>
              {provider.display_name}
              {!provider.available && ` – ${m.models.unavailable}`}
            </p>
            {!provider.available && provider.error && <p className="px-2 pb-2 text-sm text-ink-soft">{provider.error}</p>}
            {own.map((choice) => {
              const index = choices.indexOf(choice);
              return (
                <ModelOption
                  key={`${choice.model} ${choice.typed}`}
                  id={`model-${index}`}
                  choice={choice}
                  at={at}
                  selected={isCurrent(choice)}
                  active={index === active}
                  onPick={() => onPick(choice)}
                  onPoint={() => setActive(index)}
                />
              );
            })}
          </div>
        ))}
      </div>
      {choices.length === 0 && <p className="p-2 text-sm text-ink-soft">{m.models.none}</p>}
    </>
  );
}
