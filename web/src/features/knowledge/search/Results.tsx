import { useTexts } from "../texts";
import type { SearchResult } from "./api";
import { ResultRow } from "./ResultRow";
import { StageTable } from "./StageTable";

interface Props {
  result: SearchResult | undefined;
  pending: boolean;
  /** The names of collections by their ids; none where there is only one. */
  names?: ReadonlyMap<string, string>;
}

export function Results({ result, pending, names }: Props) {
  const { search: t, document } = useTexts();
  const corrections = Object.entries(result?.corrections ?? {});
  return (
    <section aria-label={t.results} aria-busy={pending} className="space-y-4">
      <p role="status" className={result && result.passages.length > 0 ? "font-medium" : "text-ink-soft"}>
        {!result ? (pending ? "" : t.start) : result.passages.length > 0 ? t.found(result.passages.length, result.query) : t.none}
      </p>
      {pending && !result && <div className="skeleton h-40" />}
      {corrections.length > 0 && (
        <p className="text-sm text-ink-soft">
          {t.corrections} {corrections.map(([from, to]) => t.corrected(from, to)).join(", ")}
        </p>
      )}
      {result?.further && result.further.length > 0 && (
        <div className="text-sm text-ink-soft">
          <p>{t.further}</p>
          <ul className="ps-5 list-disc wrap-anywhere">
            {result.further.map((query) => (
              <li key={query} dir="auto">
                {query}
              </li>
            ))}
          </ul>
        </div>
      )}
      {typeof result?.sufficient === "boolean" && <p className="text-sm text-ink-soft">{result.sufficient ? t.sufficient : t.insufficient}</p>}
      {result && result.passages.length > 0 && (
        <ol aria-label={document.passages} className="space-y-3">
          {result.passages.map((passage) => (
            <ResultRow key={passage.chunk_id} passage={passage} query={result.query} collection={names?.get(passage.collection_id)} />
          ))}
        </ol>
      )}
      {result && result.stages.length > 0 && <StageTable stages={result.stages} />}
    </section>
  );
}
