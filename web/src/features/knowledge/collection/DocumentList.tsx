import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useDebounced } from "@/shared/lib/useDebounced";
import { Failed, Pager, Section } from "@/shared/ui";
import { type Collection, type DocumentStatus, fetchDocuments, keys } from "../api";
import { useTexts } from "../texts";
import { DocumentFilters } from "./DocumentFilters";
import { DocumentTable } from "./DocumentTable";

/** The documents of a collection, to search by name and filter by status. */
export function DocumentList({ collection }: { collection: Collection }) {
  const { list: t } = useTexts();
  const [typed, setTyped] = useState("");
  const [status, setStatus] = useState<DocumentStatus | "">("");
  const [place, setPlace] = useState({ of: "", offset: 0 });
  const q = useDebounced(typed.trim(), 200);
  // Another search begins at its first page.
  const of = `${status} ${q}`;
  const offset = place.of === of ? place.offset : 0;
  const { data, error, refetch } = useQuery({
    queryKey: [...keys.documents(collection.id), q, status, offset],
    queryFn: ({ signal }) => fetchDocuments(collection.id, { q, status, offset }, signal),
    placeholderData: keepPreviousData,
  });
  const filtered = q !== "" || status !== "";
  const total = data?.pagination.total ?? 0;
  return (
    <Section title={t.title}>
      {(filtered || collection.documents.total > 0) && <DocumentFilters q={typed} status={status} onSearch={setTyped} onStatus={setStatus} />}
      {error && !data && <Failed error={error} onRetry={() => void refetch()} />}
      {!error && !data && <div role="status" aria-label={t.title} className="skeleton h-40" />}
      <p role="status" className="sr-only">
        {data && filtered ? t.found(total) : ""}
      </p>
      {data && total === 0 && <p className="py-4 text-ink-soft">{filtered ? t.noMatch : t.none}</p>}
      {data && data.data.length > 0 && <DocumentTable documents={data.data} mayChange={collection.may_change} />}
      {data && <Pager {...data.pagination} onOffset={(next) => setPlace({ of, offset: next })} />}
    </Section>
  );
}
