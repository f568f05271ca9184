import { isRecord } from "@/shared/http";

/** What the tabs of a browser know together about their common session; the session itself is in cookies no script can read. */
export interface SessionRecord {
  /** Whose it is. */
  user: string;
  /** When it was begun or last renewed. Times are in milliseconds since 1970. */
  renewedAt: number;
  /** When it has to be renewed; null when that is not known. */
  expiresAt: number | null;
}

export interface RecordStore {
  read(): SessionRecord | null;
  write(record: SessionRecord | null): void;
  /** Tells what another tab has written. */
  subscribe(changed: (record: SessionRecord | null) => void): () => void;
}

const KEY = "parley.signed-in";

/** Keeps it in the browser's storage. Where that is blocked, this tab is alone and remembers by itself. */
export function browserRecord(): RecordStore {
  let own: SessionRecord | null = null;
  return {
    read() {
      try {
        return parse(localStorage.getItem(KEY));
      } catch {
        return own;
      }
    },
    write(record) {
      own = record;
      try {
        if (record) localStorage.setItem(KEY, JSON.stringify(record));
        else localStorage.removeItem(KEY);
      } catch {
        // Kept above.
      }
    },
    subscribe(changed) {
      const listener = (event: StorageEvent) => {
        // A null key says that everything was cleared.
        if (event.key === KEY || event.key === null) changed(parse(event.newValue));
      };
      window.addEventListener("storage", listener);
      return () => window.removeEventListener("storage", listener);
    },
  };
}

function parse(text: string | null): SessionRecord | null {
  const value = text === null ? null : safely(text);
  if (!isRecord(value) || typeof value["user"] !== "string" || typeof value["renewedAt"] !== "number") return null;
  const expiresAt = value["expiresAt"];
  return { user: value["user"], renewedAt: value["renewedAt"], expiresAt: typeof expiresAt === "number" ? expiresAt : null };
}

function safely(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
