import { Fragment } from "react";
import { useCatalogue } from "../i18n";
import { cx } from "../lib/cx";
import type { Segment } from "./segments";

/** A document's text with its passage, its headings and the beginnings of its pages. */
export function PassageText({ segments }: { segments: Segment[] }) {
  const m = useCatalogue();
  return segments.map(({ at, text, marked, exact, heading, page }) => (
    <Fragment key={at}>
      {page !== null && <span className="page-mark">{m.documents.page(page)}</span>}
      {marked || exact ? (
        <mark data-at={at} className={cx("passage", exact && "passage-exact")}>
          {text}
        </mark>
      ) : (
        <span data-at={at} className={heading ? "text-heading" : undefined}>
          {text}
        </span>
      )}
    </Fragment>
  ));
}
