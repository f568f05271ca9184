/** Where one comes from has no use as a place to go back to. */
const NOWHERE = /^\/(?:sign-in|link)\/?$/;

/**
 * The place on this page that an address asks for; the start page when it asks for any other. What comes back begins
 * with one slash, so that it cannot be read as another host.
 */
export function returnPath(asked: string | null, origin: string = window.location.origin): string {
  const url = asked?.startsWith("/") ? parse(asked, origin) : null;
  if (!url || url.origin !== origin || url.pathname.startsWith("//") || NOWHERE.test(url.pathname)) return "/";
  return url.pathname + url.search + url.hash;
}

function parse(asked: string, origin: string): URL | null {
  try {
    return new URL(asked, origin);
  } catch {
    return null;
  }
}
