import { plain } from "@/shared/lib/plain";
import type { Doc } from "../api";
import { DocumentState } from "../collection/DocumentState";
import { useTexts } from "../texts";

export function DocumentFacts({ document }: { document: Doc }) {
  const texts = useTexts();
  const { document: t, list } = texts;
  const { name, names, names_total, author, date, language, keywords, tags, media_type, size, pages, chunks, updated_at } = document;
  const facts = [
    [list.name, plain(name)],
    [t.names, t.namesOf(names.map(plain).join(", "), names_total - names.length)],
    [t.type, media_type],
    [list.size, texts.bytes(size)],
    [list.pages, pages > 0 && texts.count(pages)],
    [t.passages, chunks > 0 && texts.count(chunks)],
    [t.author, author && plain(author)],
    [t.date, date && texts.at(date)],
    [t.language, language],
    [t.keywords, keywords.join(", ")],
    [t.tags, tags.join(", ")],
    [list.changed, texts.at(updated_at)],
  ] as const;
  return (
    <>
      <DocumentState document={document} />
      <dl aria-label={t.facts} className="document-facts">
        {facts.map(
          ([label, value]) =>
            value && (
              <div key={label}>
                <dt>{label}</dt>
                <dd>{value}</dd>
              </div>
            ),
        )}
      </dl>
    </>
  );
}
