import { useId } from "react";
import { useTexts } from "../texts";
import { useReadable } from "../useCollections";

/** Where to search: nothing to choose while there is only one place. */
export function CollectionBoxes({ chosen, onChange }: { chosen: string[]; onChange(collections: string[]): void }) {
  const { search: t } = useTexts();
  const hint = useId();
  const { data } = useReadable();
  if (!data || data.data.length < 2) return null;
  return (
    <fieldset aria-describedby={hint}>
      <legend className="text-[0.9375rem] font-medium">{t.collections}</legend>
      <p id={hint} className="text-sm text-ink-soft">
        {t.allCollections}
      </p>
      <div className="-mx-2 flex max-h-32 flex-wrap overflow-y-auto">
        {data.data.map(({ id, name }) => (
          <label key={id} className="option text-[0.9375rem]">
            <input
              type="checkbox"
              className="mt-1 accent-accent"
              checked={chosen.includes(id)}
              onChange={(event) => onChange(event.target.checked ? [...chosen, id] : chosen.filter((one) => one !== id))}
            />
            <span className="min-w-0 wrap-anywhere">{name}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
