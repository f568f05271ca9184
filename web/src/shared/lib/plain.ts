// U+061C, U+200E, U+200F, U+202A to U+202E, U+2066 to U+2069: marks that say in which direction what follows is written.
const directions = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** A name without the marks that reorder a line: "invoice\u202efdp.exe" must not read as a PDF. */
export const plain = (name: string) => name.replace(directions, "");
