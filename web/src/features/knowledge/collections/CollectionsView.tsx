import { Library, Plus } from "lucide-react";
import { useState } from "react";
import { useLocation } from "wouter";
import { useMay } from "@/shared/identity";
import { Button, Dialog, Failed, Pager } from "@/shared/ui";
import { type CollectionChange, keys, makeCollection } from "../api";
import { useTexts } from "../texts";
import { useChange } from "../useChange";
import { useCollectionPage } from "../useCollections";
import { useTitle } from "../useTitle";
import { CollectionForm } from "./CollectionForm";
import { CollectionRow } from "./CollectionRow";

const PAGE_SIZE = 20;

/** The collections that the reader may read, and a new one. */
export function CollectionsView() {
  const { title, collections: t } = useTexts();
  useTitle(title);
  const [, go] = useLocation();
  const writes = useMay("write_content");
  const [offset, setOffset] = useState(0);
  const [making, setMaking] = useState(false);
  const { data, error, refetch } = useCollectionPage(offset, PAGE_SIZE);
  const make = useChange((change: CollectionChange) => makeCollection(change), keys.collections);
  const button = writes && (
    <Button look="primary" onClick={() => setMaking(true)}>
      <Plus aria-hidden size={15} />
      {t.make}
    </Button>
  );
  const empty = data?.pagination.total === 0;
  return (
    <>
      <header className="space-y-2">
        <div className="flex flex-wrap items-center justify-between gap-3">
          <h1 className="display text-2xl">{title}</h1>
          {!empty && button}
        </div>
        <p className="max-w-2xl text-ink-soft">{t.hint}</p>
      </header>
      {error && !data && <Failed error={error} onRetry={() => void refetch()} />}
      {!error && !data && <div role="status" aria-label={t.title} className="skeleton h-40" />}
      {empty && (
        <div className="empty">
          <Library aria-hidden size={36} strokeWidth={1.5} className="text-accent" />
          <h2 className="display text-xl">{t.none}</h2>
          <p className="max-w-sm text-pretty text-ink-soft">{t.noneHint}</p>
          {button}
        </div>
      )}
      {data && !empty && (
        <ul aria-label={t.title} className="space-y-3">
          {data.data.map((collection) => (
            <CollectionRow key={collection.id} collection={collection} />
          ))}
        </ul>
      )}
      {data && <Pager {...data.pagination} onOffset={setOffset} />}
      <Dialog
        open={making}
        onOpenChange={(open) => {
          setMaking(open);
          make.reset();
        }}
        title={t.make}
      >
        <CollectionForm change={make} action={t.create} onDone={({ id }) => go(`/knowledge/collections/${id}`)} />
      </Dialog>
    </>
  );
}
