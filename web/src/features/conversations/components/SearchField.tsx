import { Search, X } from "lucide-react";
import { useCatalogue } from "@/shared/i18n";
import { IconButton } from "@/shared/ui";

export const SEARCH_FIELD = "conversation-search";

export function SearchField({ value, onChange }: { value: string; onChange(value: string): void }) {
  const m = useCatalogue();
  return (
    <div role="search" className="relative">
      <Search aria-hidden size={16} className="pointer-events-none absolute start-2.5 top-2.5 text-ink-soft" />
      <input
        id={SEARCH_FIELD}
        type="text"
        className="field w-full ps-8.5 pe-8"
        aria-label={m.sidebar.search}
        placeholder={m.sidebar.search}
        autoComplete="off"
        value={value}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== "Escape" || value === "") return;
          event.preventDefault();
          onChange("");
        }}
      />
      {value !== "" && (
        <IconButton size="small" icon={X} label={m.sidebar.clearSearch} className="absolute end-1 top-1" onClick={() => onChange("")} />
      )}
    </div>
  );
}
