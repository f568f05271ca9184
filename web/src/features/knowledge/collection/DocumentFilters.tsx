import { type DocumentStatus, statuses } from "../api";
import { useTexts } from "../texts";

interface Props {
  q: string;
  status: DocumentStatus | "";
  onSearch(q: string): void;
  onStatus(status: DocumentStatus | ""): void;
}

export function DocumentFilters({ q, status, onSearch, onStatus }: Props) {
  const { list: t } = useTexts();
  return (
    <div role="search" aria-label={t.search} className="flex flex-wrap items-center gap-3">
      <input
        type="search"
        className="field min-w-48 flex-1"
        aria-label={t.search}
        placeholder={t.search}
        autoComplete="off"
        value={q}
        onChange={(event) => onSearch(event.target.value)}
      />
      <label className="flex items-center gap-2 text-sm">
        {t.status}
        <select className="field" value={status} onChange={(event) => onStatus(statuses.find((one) => one === event.target.value) ?? "")}>
          <option value="">{t.all}</option>
          {statuses.map((one) => (
            <option key={one} value={one}>
              {t.statuses[one]}
            </option>
          ))}
        </select>
      </label>
    </div>
  );
}
