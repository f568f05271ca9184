import { Link } from "wouter";
import { CollectionView } from "./collection/CollectionView";
import { CollectionsView } from "./collections/CollectionsView";
import { DocumentView } from "./document/DocumentView";
import "./knowledge.css";
import { SearchView } from "./search/SearchView";
import { useTexts } from "./texts";

/** Collections, what is in them, and what is found in them. */
export default function KnowledgePage({ path }: { path: string }) {
  const t = useTexts();
  const [, place = "collections", id] = /^\/knowledge(?:\/(\w+)(?:\/([\w-]+))?)?/.exec(path) ?? [];
  return (
    <div className="min-h-0 flex-1 overflow-y-auto">
      <div className="sheet knowledge">
        <nav aria-label={t.title} className="tabs">
          <Link href="/knowledge" aria-current={place !== "search" ? "page" : undefined}>
            {t.tabs.collections}
          </Link>
          <Link href="/knowledge/search" aria-current={place === "search" ? "page" : undefined}>
            {t.tabs.search}
          </Link>
        </nav>
        <Content place={place} id={id} />
      </div>
    </div>
  );
}

function Content({ place, id }: { place: string; id: string | undefined }) {
  if (place === "search") return <SearchView />;
  if (place === "documents" && id) return <DocumentView key={id} id={id} />;
  if (id) return <CollectionView key={id} id={id} />;
  return <CollectionsView />;
}
