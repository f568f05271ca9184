import { useTexts } from "../texts";

export function SearchPeople({ value, onChange }: { value: string; onChange(value: string): void }) {
  const { people: t } = useTexts();
  return (
    <div role="search" aria-label={t.search} className="max-w-sm">
      <input
        type="search"
        className="field w-full"
        aria-label={t.search}
        placeholder={t.search}
        autoComplete="off"
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    </div>
  );
}
