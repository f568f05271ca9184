/** A little handbook: facts that nothing else tells. */
export const handbook = [
  {
    name: "sockets.md",
    text: "# Sockets\n\nHow programs hold a line open.\n\n## Closing\n\nThe WebSocket of the lighthouse closes with code 4001 when the caller is unauthorised. The caller then signs in again.\n\n## Heartbeats\n\nA heartbeat is sent every fifteen seconds.\n",
  },
  { name: "travel.md", text: "# Travel\n\nTrains come first.\n\n## Allowance\n\nThe daily allowance for meals in Kiel is 32 euros. Receipts are handed in within thirty days.\n" },
  { name: "keepers.md", text: "# Keepers\n\nThe lighthouse has two keepers. They change places every eleven days, at noon.\n" },
];

export const QUESTION = "What close code does the WebSocket use when unauthorised?";

/** The smallest PDF that has a page for each text. */
export function pdf(...pages: string[]): Buffer {
  const kids = pages.map((_, at) => `${4 + 2 * at} 0 R`).join(" ");
  const objects = ["<< /Type /Catalog /Pages 2 0 R >>", `<< /Type /Pages /Kids [${kids}] /Count ${pages.length} >>`, "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"];
  for (const text of pages) {
    const lines = `BT /F1 12 Tf 60 760 Td 16 TL ${text.split("\n").map((line) => `(${line.replace(/[\\()]/g, "\\$&")}) '`).join(" ")} ET`;
    objects.push(`<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents ${objects.length + 2} 0 R >>`);
    objects.push(`<< /Length ${lines.length} >>\nstream\n${lines}\nendstream`);
  }
  let file = "%PDF-1.4\n";
  const places = objects.map((object, at) => {
    const place = file.length;
    file += `${at + 1} 0 obj\n${object}\nendobj\n`;
    return place;
  });
  const table = places.map((place) => `${`${place}`.padStart(10, "0")} 00000 n \n`).join("");
  return Buffer.from(`${file}xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${file.length}\n%%EOF\n`, "latin1");
}
