import type { Root } from "hast";
import { toJsxRuntime } from "hast-util-to-jsx-runtime";
import type { ReactNode } from "react";
import { Fragment, jsx, jsxs } from "react/jsx-runtime";
import { grammarName, loadGrammar } from "./languages";

export type Highlight = (code: string) => Root;

const ready = new Map<string, Highlight>();

/** The highlighter for a language, if it is loaded already. */
export function loadedHighlighter(label: string): Highlight | null {
  return ready.get(grammarName(label) ?? "") ?? null;
}

/** Loads it; null for a language that is not offered, or when loading failed: code without colours is code all the same. */
export async function loadHighlighter(label: string): Promise<Highlight | null> {
  const name = grammarName(label);
  if (!name) return null;
  try {
    const [{ lowlight }, grammar] = await Promise.all([import("./lowlight"), loadGrammar(name)]);
    if (!grammar) return null;
    lowlight.register(name, grammar);
    ready.set(name, (code) => lowlight.highlight(name, code));
  } catch {
    return null;
  }
  return ready.get(name) ?? null;
}

/** A tree of spans and text, never markup: nothing in the code can become an element. */
export function render(tree: Root): ReactNode {
  return toJsxRuntime(tree, { Fragment, jsx, jsxs });
}
