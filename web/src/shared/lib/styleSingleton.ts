import { useEffect } from "react";

/**
 * A drop-in for the package of this name, which scroll locking relies on: it adopts a constructed style sheet, which
 * a strict Content-Security-Policy allows, where the original inserts a `<style>` element, which it refuses.
 */
export function styleSingleton() {
  let users = 0;
  let sheet: CSSStyleSheet | null = null;

  return function Sheet({ styles }: { styles: string; dynamic?: boolean }) {
    useEffect(() => {
      users += 1;
      if (!sheet) {
        sheet = new CSSStyleSheet();
        sheet.replaceSync(styles);
        document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
      }
      return () => {
        users -= 1;
        if (users > 0) return;
        document.adoptedStyleSheets = document.adoptedStyleSheets.filter((other) => other !== sheet);
        sheet = null;
      };
    }, [styles]);
    return null;
  };
}
