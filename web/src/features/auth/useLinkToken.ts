import { useEffect, useState } from "react";

/**
 * The secret of a one-time link. It stands after the `#`, which browsers send to nobody; it is taken out of the address
 * at once, so that it is not left on the screen, and kept with the entry of the history, so that a reload finds it.
 */
export function useLinkToken(): string {
  const [token, setToken] = useState(takeToken);
  useEffect(() => {
    // Another link was opened in the same tab: only the part after the # differs.
    const changed = () => setToken(takeToken());
    window.addEventListener("hashchange", changed);
    return () => window.removeEventListener("hashchange", changed);
  }, []);
  return token;
}

function takeToken(): string {
  const given = window.location.hash.slice(1);
  if (given !== "") window.history.replaceState({ link: given }, "", window.location.pathname);
  const state: unknown = window.history.state;
  return typeof state === "object" && state !== null && "link" in state ? String(state.link) : "";
}
