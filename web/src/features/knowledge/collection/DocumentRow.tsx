import { Link } from "wouter";
import { plain } from "@/shared/lib/plain";
import type { Doc } from "../api";
import { useTexts } from "../texts";
import { DocumentMenu } from "./DocumentMenu";
import { DocumentState } from "./DocumentState";

export function DocumentRow({ document, mayChange }: { document: Doc; mayChange: boolean }) {
  const texts = useTexts();
  const { id, name, title, error, size, pages, tags, status, updated_at } = document;
  return (
    <tr>
      <th scope="row">
        <Link href={`/knowledge/documents/${id}`} className="text-accent hover:underline">
          <bdi>{plain(title || name)}</bdi>
        </Link>
        {title && title !== name && <span className="block text-sm font-normal text-ink-soft"><bdi>{plain(name)}</bdi></span>}
        {tags.length > 0 && (
          <ul aria-label={texts.document.tags} className="tags">
            {tags.map((tag) => (
              <li key={tag} className="mark mark-quiet">
                {tag}
              </li>
            ))}
          </ul>
        )}
        {error && <span className="block text-sm font-normal text-danger">{error}</span>}
      </th>
      <td>
        <DocumentState document={document} />
      </td>
      <td className="whitespace-nowrap max-sm:hidden">{texts.bytes(size)}</td>
      <td className="max-sm:hidden">{pages > 0 ? texts.count(pages) : "–"}</td>
      <td className="whitespace-nowrap max-md:hidden">{status === "pending" ? "–" : texts.at(updated_at)}</td>
      <td>
        <DocumentMenu document={document} mayChange={mayChange} />
      </td>
    </tr>
  );
}
