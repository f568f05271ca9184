/**
 * Renews the session for a request sent at the given time (milliseconds since 1970). True when the request can be sent
 * again, false when the session is over. Throws when that could not be found out.
 */
export type Renew = (sentAt: number) => Promise<boolean>;

const none: Renew = () => Promise.resolve(false);

let renew: Renew = none;

/** Says how sessions are renewed; nothing is renewed until then, nor after it was taken back. */
export function renewWith(how: Renew): () => void {
  renew = how;
  return () => {
    if (renew === how) renew = none;
  };
}

export const renewSession: Renew = (sentAt) => renew(sentAt);
