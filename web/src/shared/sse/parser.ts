export interface SseEvent {
  /** The last id seen on the stream, as the standard has it; empty when none came yet. */
  id: string;
  event: string;
  data: string;
}

export interface SseParser {
  /** Takes the next bytes, cut anywhere, and returns the events they completed. */
  push(bytes: Uint8Array): SseEvent[];
}

/** An incremental parser of `text/event-stream`. An event without its closing blank line is never handed out. */
export function createSseParser(): SseParser {
  const decoder = new TextDecoder("utf-8");
  let rest = "";
  let id = "";
  let event = "";
  let data: string[] = [];

  function takeLine(line: string, out: SseEvent[]) {
    if (line === "") {
      if (data.length > 0) out.push({ id, event: event || "message", data: data.join("\n") });
      event = "";
      data = [];
      return;
    }
    const colon = line.indexOf(":");
    if (colon === 0) return;
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? "" : line.slice(colon + (line[colon + 1] === " " ? 2 : 1));
    if (field === "data") data.push(value);
    else if (field === "event") event = value;
    else if (field === "id" && !value.includes("\0")) id = value;
  }

  return {
    push(bytes) {
      const out: SseEvent[] = [];
      rest += decoder.decode(bytes, { stream: true });
      // A CR at the very end may be the first half of a CRLF: it waits for the next chunk.
      const ready = rest.endsWith("\r") ? rest.length - 1 : rest.length;
      let start = 0;
      for (let at = 0; at < ready; at++) {
        const char = rest[at];
        if (char !== "\n" && char !== "\r") continue;
        takeLine(rest.slice(start, at), out);
        if (char === "\r" && rest[at + 1] === "\n") at++;
        start = at + 1;
      }
      rest = rest.slice(start);
      return out;
    },
  };
}
