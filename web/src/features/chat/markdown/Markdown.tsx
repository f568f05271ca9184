import { memo, useMemo } from "react";
import ReactMarkdown, { type Options } from "react-markdown";
import remarkGfm from "remark-gfm";
import { remarkCitations } from "../citations/remarkCitations";
import { splitBlocks } from "./blocks";
import { elements } from "./elements";

const plugins = [remarkGfm];

interface Props {
  text: string;
  /** Whether numbers in brackets are citations. */
  cited?: boolean;
}

/** Model-written Markdown. Raw HTML stays text, unsafe addresses are dropped, pictures are links. */
export const Markdown = memo(function Markdown({ text, cited = false }: Props) {
  const blocks = useMemo(() => placed(splitBlocks(text)), [text]);
  return (
    <div className="prose">
      {blocks.map((block, index) => (
        // Blocks only ever grow at the end: the place is the identity.
        // oxlint-disable-next-line react/no-array-index-key
        <Block key={index} text={block.text} offset={cited ? block.offset : null} />
      ))}
    </div>
  );
});

/** @param offset Where the block begins in the answer; null where nothing in it is a citation. */
const Block = memo(function Block({ text, offset }: { text: string; offset: number | null }) {
  const used = useMemo((): NonNullable<Options["remarkPlugins"]> => (offset === null ? plugins : [...plugins, [remarkCitations, { offset }]]), [offset]);
  return (
    <ReactMarkdown remarkPlugins={used} components={elements}>
      {text}
    </ReactMarkdown>
  );
});

/** Blocks are joined by the line ends between them. */
function placed(blocks: string[]): { text: string; offset: number }[] {
  let next = 0;
  return blocks.map((text) => {
    const offset = next;
    next += text.length + 1;
    return { text, offset };
  });
}
