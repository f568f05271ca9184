/** As many as the server takes with one addition, and as long as each may be. */
export const MOST_TAGS = 32;
export const LONGEST_TAG = 64;

/** The words between the commas, each once. */
export function tagsOf(text: string): string[] {
  return [...new Set(text.split(/[,\n]/).map((tag) => tag.trim()).filter(Boolean))];
}

export function areTags(tags: string[]): boolean {
  return tags.length <= MOST_TAGS && tags.every((tag) => tag.length <= LONGEST_TAG);
}
