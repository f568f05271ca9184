import type { Element, ElementContent } from "hast";
import type { ComponentProps } from "react";
import type { Components, ExtraProps } from "react-markdown";
import { useCatalogue } from "@/shared/i18n";
import { CitationMark } from "../citations/CitationMark";
import { CodeBlock } from "./CodeBlock";

export const elements: Components = { a: Link, cite: CitationMark, img: Picture, pre: Preformatted, table: Table };

function Link({ href, title, children }: ComponentProps<"a"> & ExtraProps) {
  // An address that was dropped as unsafe leaves its text.
  if (!href) return <span>{children}</span>;
  return (
    <a href={href} title={title} target="_blank" rel="noopener noreferrer">
      {children}
    </a>
  );
}

/** Loading a picture would tell its host who reads what, and when: it is offered as a link instead. */
function Picture({ src, alt }: ComponentProps<"img"> & ExtraProps) {
  const m = useCatalogue();
  const label = `${m.chat.image}: ${alt || src || ""}`;
  return typeof src === "string" && src !== "" ? <Link href={src}>{label}</Link> : <span>{label}</span>;
}

function Preformatted({ node }: ComponentProps<"pre"> & ExtraProps) {
  const code = node?.children.find((child): child is Element => child.type === "element");
  const classes = code?.properties["className"];
  const name = Array.isArray(classes) ? classes.map(String).find((entry) => entry.startsWith("language-")) : undefined;
  return <CodeBlock code={textOf(code).replace(/\n$/, "")} language={name?.slice("language-".length) ?? ""} />;
}

function Table({ children }: ComponentProps<"table"> & ExtraProps) {
  return (
    // Wide tables scroll by themselves, so the keyboard must reach them.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className="prose-table" tabIndex={0} role="group">
      <table>{children}</table>
    </div>
  );
}

function textOf(node: ElementContent | undefined): string {
  if (node?.type === "text") return node.value;
  return node?.type === "element" ? node.children.map(textOf).join("") : "";
}
