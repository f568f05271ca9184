const BETWEEN = " › ";

/** The headings above a passage without the first, where it is the document's title, which stands beside it. */
export function sectionBelow(title: string, section: string | null | undefined): string {
  if (!section || section === title) return "";
  return section.startsWith(title + BETWEEN) ? section.slice(title.length + BETWEEN.length) : section;
}
