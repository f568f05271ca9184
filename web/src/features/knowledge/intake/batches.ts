/** One request carries no more than so many files and so many bytes, so that a lost line loses little. */
const MAX_FILES = 200;
const MAX_BYTES = 64 * 1024 * 1024;

/** Cuts a list of files into requests. A file that is larger by itself goes alone. */
export function batchesOf<T extends { file: { size: number } }>(files: readonly T[]): T[][] {
  const batches: T[][] = [];
  let bytes = 0;
  for (const one of files) {
    const { size } = one.file;
    const current = batches.at(-1);
    if (current && current.length < MAX_FILES && bytes + size <= MAX_BYTES) {
      current.push(one);
      bytes += size;
    } else {
      batches.push([one]);
      bytes = size;
    }
  }
  return batches;
}
