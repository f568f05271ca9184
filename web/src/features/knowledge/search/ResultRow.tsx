import { Fragment } from "react";
import { Link } from "wouter";
import { passageLink, sectionBelow } from "@/shared/documents";
import { useCatalogue } from "@/shared/i18n";
import { plain } from "@/shared/lib/plain";
import { useTexts } from "../texts";
import { type FoundPassage, stageScores } from "./api";
import { excerptOf } from "./excerpt";

interface Props {
  passage: FoundPassage;
  /** What was searched for in the end. */
  query: string;
  collection?: string | undefined;
}

/** A passage, how well it fits, and what each stage thought of it. */
export function ResultRow({ passage, query, collection }: Props) {
  const m = useCatalogue();
  const texts = useTexts();
  const { search: t } = texts;
  const { document_id, title, text, start, end, page, section, score, scores, date } = passage;
  const place = [collection, sectionBelow(plain(title), section && plain(section)), typeof page === "number" && m.documents.fromPage(page), date && texts.day(date)].filter(Boolean).join(" · ");
  const told = stageScores.flatMap((name) => {
    const value = scores[name];
    return typeof value === "number" ? [{ name, value }] : [];
  });
  return (
    <li className="card space-y-2">
      <div className="flex items-start justify-between gap-3">
        <h2 className="min-w-0 font-medium wrap-anywhere">
          <Link href={passageLink(document_id, start, end)} className="text-accent hover:underline">
            <bdi>{plain(title)}</bdi>
          </Link>
          {place && <span className="block text-sm font-normal text-ink-soft">{place}</span>}
        </h2>
        <p className="shrink-0 text-sm">
          <span className="text-ink-soft">{t.scoreOf} </span>
          <b className="font-medium tabular-nums">{texts.score(score)}</b>
        </p>
      </div>
      <p className="line-clamp-5 text-[0.9375rem] wrap-anywhere whitespace-pre-line" dir="auto">
        {excerptOf(text, query).map((piece, at) =>
          // The pieces never change their order.
          // oxlint-disable-next-line react/no-array-index-key
          piece.hit ? <b key={at} className="hit">{piece.text}</b> : <Fragment key={at}>{piece.text}</Fragment>,
        )}
      </p>
      {told.length > 0 && (
        <dl className="scores">
          {told.map(({ name, value }) => (
            <div key={name}>
              <dt>{t.scores[name]}</dt>
              <dd>{texts.score(value)}</dd>
            </div>
          ))}
        </dl>
      )}
    </li>
  );
}
