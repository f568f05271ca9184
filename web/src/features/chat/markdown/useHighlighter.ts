import { useEffect, useState } from "react";
import { type Highlight, loadedHighlighter, loadHighlighter } from "./highlight";

export function useHighlighter(language: string): Highlight | null {
  const [, setLoaded] = useState("");
  const highlight = loadedHighlighter(language);
  useEffect(() => {
    if (highlight) return;
    let wanted = true;
    void loadHighlighter(language).then((found) => {
      if (wanted && found) setLoaded(language);
    });
    return () => {
      wanted = false;
    };
  }, [language, highlight]);
  return highlight;
}
