import { readMarkers } from "./markers";

interface Node {
  type: string;
  value?: string;
  children?: Node[];
  position?: { start: { offset?: number }; end: { offset?: number } };
  data?: { hName: string; hProperties: Record<string, string> };
}

/** What is no prose, or was replaced already: a number in brackets there is none of ours. */
const CLOSED = new Set(["citation", "link", "linkReference", "image", "imageReference", "definition", "footnoteDefinition", "code", "inlineCode", "html"]);

/**
 * Makes `cite` elements of the citation markers in a text. Each carries its number and where in the whole answer its
 * marker begins, by which the server's findings are looked up.
 * @param offset Where the text begins in the answer.
 */
export function remarkCitations({ offset }: { offset: number }) {
  return (tree: Node, file: { value: unknown }) => {
    const source = String(file.value);
    walk(tree, (node) => cut(node, source, offset));
  };
}

function walk(node: Node, replace: (text: Node) => Node[]) {
  if (!node.children || CLOSED.has(node.type)) return;
  node.children = node.children.flatMap((child) => (child.type === "text" ? replace(child) : [child]));
  for (const child of node.children) walk(child, replace);
}

function cut(node: Node, source: string, offset: number): Node[] {
  const value = node.value ?? "";
  const parts: Node[] = [];
  let done = 0;
  // Escapes and entities make the text shorter than its source: markers are looked for in both, in the same order.
  let from = node.position?.start.offset ?? 0;
  for (const { start, end, numbers, quote } of readMarkers(value)) {
    const at = source.indexOf(value.slice(start, end), from);
    if (at < 0 || at >= (node.position?.end.offset ?? source.length)) continue;
    from = at + end - start;
    if (source[at - 1] === "\\") continue;
    parts.push(text(value.slice(done, start)), ...(quote === null ? [] : [text(`${quote} `)]), ...numbers.map((number) => mark(number, at + offset)));
    done = end;
  }
  return done === 0 ? [node] : [...parts, text(value.slice(done))];
}

function text(value: string): Node {
  return { type: "text", value };
}

function mark(number: number, at: number): Node {
  return { type: "citation", children: [text(`[${number}]`)], data: { hName: "cite", hProperties: { "data-number": String(number), "data-at": String(at) } } };
}
