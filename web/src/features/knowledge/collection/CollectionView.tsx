import { useQuery } from "@tanstack/react-query";
import { ArrowLeft } from "lucide-react";
import { useState } from "react";
import { Link, useLocation } from "wouter";
import { problemOf } from "@/shared/http";
import { Failed } from "@/shared/ui";
import { chunkers, type Collection, fetchCollection, keys } from "../api";
import { CollectionMenu } from "../collections/CollectionMenu";
import { sharingIcons } from "../collections/sharing";
import { useSharedWith } from "../collections/useGroups";
import { IntakeList } from "../intake/IntakeList";
import { useTexts } from "../texts";
import { useTitle } from "../useTitle";
import { AddDocuments } from "./AddDocuments";
import { DocumentList } from "./DocumentList";

/** One collection: what is in it, what is on its way into it, and how more gets there. */
export function CollectionView({ id }: { id: string }) {
  const { document: t } = useTexts();
  const [deleted, setDeleted] = useState(false);
  const [, go] = useLocation();
  const { data, error, refetch } = useQuery({ queryKey: keys.collection(id), queryFn: ({ signal }) => fetchCollection(id, signal), enabled: !deleted });
  useTitle(data?.name);

  function leave() {
    setDeleted(true);
    go("/knowledge");
  }

  return (
    <>
      <Link href="/knowledge" className="back">
        <ArrowLeft aria-hidden size={15} />
        {t.all}
      </Link>
      {error && !data && (problemOf(error).status === 404 ? <p role="alert">{t.noCollection}</p> : <Failed error={error} onRetry={() => void refetch()} />)}
      {!error && !data && <div role="status" aria-label={t.back} className="skeleton h-56" />}
      {data && (
        <>
          <Header collection={data} onDeleted={leave} />
          {data.may_change && <AddDocuments collection={data} />}
          <IntakeList collection={id} />
          <DocumentList collection={data} />
        </>
      )}
    </>
  );
}

function Header({ collection, onDeleted }: { collection: Collection; onDeleted(): void }) {
  const texts = useTexts();
  const { collections: t } = texts;
  const { name, description, sharing, documents, mine, owner, chunking } = collection;
  const Icon = sharingIcons[sharing];
  const groups = useSharedWith(collection);
  const chunker = chunkers.find((one) => one === chunking?.chunker);
  return (
    <header>
      <div className="flex items-start justify-between gap-3">
        <h1 className="display min-w-0 text-2xl wrap-anywhere">{name}</h1>
        <CollectionMenu collection={collection} onDeleted={onDeleted} />
      </div>
      {description && <p className="mt-1 max-w-2xl text-ink-soft wrap-anywhere">{description}</p>}
      <p className="mt-2 flex flex-wrap gap-x-4 gap-y-1 text-sm text-ink-soft">
        <span>{texts.documents(documents.total)}</span>
        <span className="inline-flex items-center gap-1.5">
          <Icon aria-hidden size={14} />
          {groups ? t.withGroups(groups) : t.shared[sharing]}
        </span>
        {chunking && <span>{t.cut(chunker ? t.chunkers[chunker] : (chunking.chunker ?? null), chunking.tokens ?? null, chunking.overlap ?? null)}</span>}
        {!mine && owner.name && <span>{t.by(owner.name)}</span>}
      </p>
    </header>
  );
}
