const FENCE = /^ {0,3}(`{3,}|~{3,})/;
const LIST_ITEM = /^(?:[-*+]|\d{1,9}[.)])\s/;
const DEFINITION = /^ {0,3}\[[^\]]+\]:/m;

/**
 * Cuts Markdown into top-level blocks, so that a growing answer parses its last block only.
 * A cut is made after blank lines, except inside a fenced block, before an indented line and between items of a list.
 * Link and footnote definitions work across blocks: a text that has any stays whole.
 */
export function splitBlocks(markdown: string): string[] {
  if (DEFINITION.test(markdown)) return [markdown];
  const blocks: string[] = [];
  let current: string[] = [];
  let fence = "";
  let blank = false;

  for (const line of markdown.split("\n")) {
    if (fence === "" && line.trim() === "") {
      blank = true;
      current.push(line);
      continue;
    }
    if (blank && fence === "" && startsBlock(line, current)) {
      blocks.push(current.join("\n"));
      current = [];
    }
    blank = false;
    fence = fenceAfter(line, fence);
    current.push(line);
  }
  if (current.some((line) => line.trim() !== "")) blocks.push(current.join("\n"));
  return blocks;
}

function startsBlock(line: string, current: string[]): boolean {
  const first = current.find((other) => other.trim() !== "");
  if (first === undefined || /^\s/.test(line)) return false;
  return !(LIST_ITEM.test(line) && LIST_ITEM.test(first));
}

/** The fence that is open after this line, or nothing. */
function fenceAfter(line: string, open: string): string {
  const mark = FENCE.exec(line)?.[1];
  if (open === "") return mark ?? "";
  const closes = mark !== undefined && mark[0] === open[0] && mark.length >= open.length && line.trim() === mark;
  return closes ? "" : open;
}
