import type { SectionStart } from "@/shared/documents";
import { useTexts } from "../texts";

/** More headings than these are no outline any more. */
const MOST = 500;

/** The headings of what is shown, each leading to its place. */
export function Outline({ sections, onChoose }: { sections: SectionStart[]; onChoose(at: number): void }) {
  const { document: t } = useTexts();
  if (sections.length === 0) return null;
  const outermost = Math.min(...sections.slice(0, MOST).map(({ level }) => level));
  return (
    <nav aria-label={t.outline} className="outline-list">
      <h2 className="mb-1 text-sm font-medium text-ink-soft">{t.outline}</h2>
      <ul>
        {sections.slice(0, MOST).map(({ start, level, title }) => (
          <li key={start} style={{ paddingInlineStart: `${Math.min(4, level - outermost) * 0.75}rem` }}>
            <button type="button" onClick={() => onChoose(start)}>
              {title}
            </button>
          </li>
        ))}
      </ul>
    </nav>
  );
}
