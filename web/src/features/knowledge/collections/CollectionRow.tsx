import { Link } from "wouter";
import type { Collection } from "../api";
import { useTexts } from "../texts";
import { CollectionMenu } from "./CollectionMenu";
import { sharingIcons } from "./sharing";

export function CollectionRow({ collection }: { collection: Collection }) {
  const texts = useTexts();
  const { collections: t } = texts;
  const { id, name, description, sharing, documents, mine, owner } = collection;
  const Icon = sharingIcons[sharing];
  return (
    <li className="card card-link flex items-start gap-3">
      <div className="min-w-0 flex-1">
        <h2 className="font-medium wrap-anywhere">
          <Link href={`/knowledge/collections/${id}`} className="stretched">
            {name}
          </Link>
        </h2>
        {description && <p className="line-clamp-2 text-sm text-ink-soft wrap-anywhere">{description}</p>}
        <p className="mt-1 flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-ink-soft">
          <span>{texts.documents(documents.total)}</span>
          {documents.pending > 0 && <span className="mark">{t.pending(documents.pending)}</span>}
          {documents.failed > 0 && <span className="mark mark-failed">{t.failed(documents.failed)}</span>}
          <span className="inline-flex items-center gap-1.5">
            <Icon aria-hidden size={14} />
            {t.shared[sharing]}
          </span>
          {!mine && owner.name && <span>{t.by(owner.name)}</span>}
        </p>
      </div>
      <CollectionMenu collection={collection} />
    </li>
  );
}
