/** Answers made of server-sent events, and the ways in which they break. */
export interface Frame {
  id: number;
  event: string;
  data: unknown;
}

export function encode(frame: Frame): string {
  return `id: ${frame.id}\nevent: ${frame.event}\ndata: ${JSON.stringify(frame.data)}\n\n`;
}

export type Ending = "close" | "break" | "hang";

/** A response that sends the chunks and then closes, breaks off or falls silent. */
export function streamResponse(chunks: string[], ending: Ending = "close", headers: Record<string, string> = {}): Response {
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(encoder.encode(chunk));
      if (ending === "close") controller.close();
    },
    pull(controller) {
      if (ending === "break") controller.error(new TypeError("network error"));
    },
  });
  return new Response(body, { headers: { "Content-Type": "text/event-stream", ...headers } });
}

export function tokenFrames(words: string[]): Frame[] {
  return words.map((token, index) => ({ id: index + 1, event: "token", data: { token, index } }));
}
