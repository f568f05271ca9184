/** The files of a `multipart/form-data` body, as far as a test needs them. */
export function filesIn(raw: Buffer, contentType: string): { name: string; text: string }[] {
  const boundary = /boundary=(?:"([^"]+)"|([^;]+))/.exec(contentType)?.slice(1).find(Boolean);
  if (!boundary) return [];
  return raw
    .toString()
    .split(`--${boundary}`)
    .flatMap((part) => {
      const gap = part.indexOf("\r\n\r\n");
      const name = /filename="([^"]*)"/.exec(part.slice(0, Math.max(0, gap)))?.[1];
      return name ? [{ name, text: part.slice(gap + 4).replace(/\r\n$/, "") }] : [];
    });
}
