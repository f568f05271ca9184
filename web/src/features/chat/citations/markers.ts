/** A bracket with the numbers of sources, and the words quoted within it. */
export interface Marker {
  start: number;
  end: number;
  numbers: number[];
  quote: string | null;
}

const NUMBERS = String.raw`\d{1,3}(?:[ \u00A0]*[-–][ \u00A0]*\d{1,3})?`;

// The same brackets that the server reads: [1], [1, 2], [1-3], [2: "…"]; not those of links.
const MARKER = new RegExp(String.raw`\[[ \u00A0]*(${NUMBERS}(?:[ \u00A0]*[,;][ \u00A0]*${NUMBERS})*)[ \u00A0]*(?::[ \u00A0]*(["“”„«»‹›‘’'][^\]]{1,2000}?["“”«»‹›‘’'])[ \u00A0]*)?\](?!\()`, "g");

/** A range of more is none. */
const MAX_RANGE = 20;

export function readMarkers(text: string): Marker[] {
  const found: Marker[] = [];
  for (const { 0: whole, 1: listed = "", 2: quote = null, index: start } of text.matchAll(MARKER)) {
    const end = start + whole.length;
    const last = found.at(-1);
    if (/[\\!^]/.test(text[start - 1] ?? "") || (text[start - 1] === "]" && last?.end !== start)) continue;
    // 1,250 is one number.
    if (/,\d{3}(?!\d)/.test(listed)) continue;
    const numbers = numbersOf(listed);
    if (numbers) found.push({ start, end, numbers, quote });
  }
  return found;
}

function numbersOf(listed: string): number[] | null {
  const numbers: number[] = [];
  for (const part of listed.split(/[,;]/)) {
    const [first = 0, last = first] = part.split(/[-–]/).map(Number);
    if (last < first || last - first > MAX_RANGE) return null;
    for (let number = first; number <= last; number++) numbers.push(number);
  }
  return numbers;
}
