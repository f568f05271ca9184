import type { Doc } from "../api";
import { useTexts } from "../texts";
import { DocumentRow } from "./DocumentRow";

export function DocumentTable({ documents, mayChange }: { documents: Doc[]; mayChange: boolean }) {
  const { list: t } = useTexts();
  return (
    // Wide tables scroll by themselves, so the keyboard must reach them.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className="table-frame documents" tabIndex={0} role="group" aria-label={t.title}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t.name}</th>
            <th scope="col">{t.status}</th>
            <th scope="col" className="max-sm:hidden">
              {t.size}
            </th>
            <th scope="col" className="max-sm:hidden">
              {t.pages}
            </th>
            <th scope="col" className="max-md:hidden">
              {t.changed}
            </th>
            <th scope="col">
              <span className="sr-only">{t.actions}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {documents.map((one) => (
            <DocumentRow key={one.id} document={one} mayChange={mayChange} />
          ))}
        </tbody>
      </table>
    </div>
  );
}
