import { Check, Copy } from "lucide-react";
import { memo, useDeferredValue, useMemo } from "react";
import { useCatalogue } from "@/shared/i18n";
import { useCopy } from "@/shared/lib/useCopy";
import { render } from "./highlight";
import { useHighlighter } from "./useHighlighter";

/** Longer code stays plain: colours are not worth a page that stutters. */
const LONGEST = 40_000;

export const CodeBlock = memo(function CodeBlock({ code, language }: { code: string; language: string }) {
  const m = useCatalogue();
  const { copied, copy } = useCopy();
  return (
    <figure className="code" aria-label={language || undefined}>
      <figcaption>
        <span>{language}</span>
        <button type="button" className="quiet-button" onClick={() => copy(code)} aria-label={m.chat.copyCode}>
          {copied ? <Check aria-hidden size={14} /> : <Copy aria-hidden size={14} />}
          {copied ? m.chat.copied : m.chat.copy}
        </button>
      </figcaption>
      {/* Long lines scroll sideways, so the keyboard must reach them. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <pre tabIndex={0}>
        <Colours code={code} language={language} />
      </pre>
    </figure>
  );
});

function Colours({ code, language }: { code: string; language: string }) {
  const highlight = useHighlighter(language);
  // While code streams in, the colours may lag behind; the text itself never does.
  const settled = useDeferredValue(code);
  const coloured = useMemo(
    () => (highlight && settled.length <= LONGEST ? render(highlight(settled)) : null),
    [highlight, settled],
  );
  if (coloured === null || !code.startsWith(settled)) return <code>{code}</code>;
  return (
    <code>
      {coloured}
      {code.slice(settled.length)}
    </code>
  );
}
