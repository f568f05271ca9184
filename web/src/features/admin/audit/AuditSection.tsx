import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { problemOf } from "@/shared/http";
import { Button, Failed } from "@/shared/ui";
import { useTexts } from "../texts";
import { fetchAudit, type Filter, noFilter } from "./api";
import { AuditFilter } from "./AuditFilter";
import { AuditTable } from "./AuditTable";
import { Exports } from "./Exports";

/** What was done, by whom, and whether the record of it is whole. */
export function AuditSection() {
  const { audit: t } = useTexts();
  const [filter, setFilter] = useState<Filter>(noFilter);
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: ["audit", filter],
    queryFn: ({ pageParam, signal }) => fetchAudit(filter, pageParam, signal),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: ({ next_before }) => next_before,
  });
  const entries = data?.pages.flatMap((page) => page.data);
  const errors = error ? problemOf(error).errors : {};
  return (
    <>
      <p className="max-w-2xl text-sm text-ink-soft">{t.hint}</p>
      <AuditFilter onFilter={setFilter} errors={errors} />
      <Exports filter={filter} />
      {error && Object.keys(errors).length === 0 && <Failed error={error} onRetry={() => void refetch()} />}
      {!error && !entries && <div className="skeleton h-60" aria-busy="true" />}
      {entries?.length === 0 && <p role="status" className="text-ink-soft">{t.none}</p>}
      {entries && entries.length > 0 && <AuditTable entries={entries} />}
      {hasNextPage && (
        <div>
          <Button disabled={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {t.more}
          </Button>
        </div>
      )}
    </>
  );
}
