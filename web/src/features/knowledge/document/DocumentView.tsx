import { useQuery } from "@tanstack/react-query";
import { ArrowLeft, Download } from "lucide-react";
import { Link, useLocation, useSearch } from "wouter";
import type { Span } from "@/shared/documents";
import { problemOf } from "@/shared/http";
import { plain } from "@/shared/lib/plain";
import { Failed } from "@/shared/ui";
import { fetchCollection, fetchDocument, fileAddress, keys } from "../api";
import { DocumentMenu } from "../collection/DocumentMenu";
import { useTexts } from "../texts";
import { useTitle } from "../useTitle";
import { DocumentFacts } from "./DocumentFacts";
import { DocumentReader } from "./DocumentReader";

/** A document: what is known of it, and its text, at the passage that the address names. */
export function DocumentView({ id }: { id: string }) {
  const { document: t, list } = useTexts();
  const passage = passageIn(useSearch());
  const [, go] = useLocation();
  const { data, error, refetch } = useQuery({ queryKey: keys.document(id), queryFn: ({ signal }) => fetchDocument(id, signal) });
  const collection = useQuery({
    queryKey: keys.collection(data?.collection_id ?? ""),
    queryFn: ({ signal }) => fetchCollection(data?.collection_id ?? "", signal),
    enabled: data !== undefined,
  });
  const shown = data && plain(data.title || data.name);
  useTitle(shown);
  const home = data ? `/knowledge/collections/${data.collection_id}` : "/knowledge";
  return (
    <>
      <Link href={home} className="back">
        <ArrowLeft aria-hidden size={15} />
        {collection.data?.name ?? t.all}
      </Link>
      {error && !data && (problemOf(error).status === 404 ? <p role="alert">{t.gone}</p> : <Failed error={error} onRetry={() => void refetch()} />)}
      {!error && !data && <div role="status" aria-label={t.text} className="skeleton h-72" />}
      {data && (
        <>
          <header className="space-y-3">
            <div className="flex items-start justify-between gap-3">
              <h1 className="display min-w-0 text-2xl wrap-anywhere">
                <bdi>{shown}</bdi>
              </h1>
              <DocumentMenu document={data} mayChange={collection.data?.may_change ?? false} onDeleted={() => go(home)} />
            </div>
            <DocumentFacts document={data} />
            {data.error && (
              <p role="alert" className="notice notice-danger mb-0">
                {data.error}
              </p>
            )}
            {data.status !== "pending" && data.status !== "held" && (
              <a href={fileAddress(id)} download className="button-link">
                <Download aria-hidden size={15} />
                {list.download}
              </a>
            )}
          </header>
          {data.status === "ready" && <DocumentReader key={`${passage?.start}`} id={id} passage={passage} />}
          {data.status === "pending" && <p className="text-ink-soft">{t.pending}</p>}
          {data.status === "failed" && <p className="text-ink-soft">{t.noText}</p>}
        </>
      )}
    </>
  );
}

/** What an address like `?start=120&end=260` names; null for none, and for what is no passage. */
function passageIn(search: string): Span | null {
  const parameters = new URLSearchParams(search);
  const [start, end] = [Number(parameters.get("start") ?? Number.NaN), Number(parameters.get("end") ?? Number.NaN)];
  return Number.isInteger(start) && Number.isInteger(end) && start >= 0 && end > start ? { start, end } : null;
}
