import { useEffect } from "react";

/** The name of what is shown, in the window's title. */
export function useTitle(name: string | undefined): void {
  useEffect(() => {
    if (name) document.title = `${name} · Parley`;
  }, [name]);
}
