import type { NamedFile } from "@/shared/http";

/** The files that were dropped, with those in folders, which keep their paths: two may have the same name. Hidden ones are left out. */
export async function droppedFiles(transfer: DataTransfer): Promise<NamedFile[]> {
  // Entries have to be taken before the first wait: then the browser clears the transfer.
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry?.() ?? null);
  const plain = chosenFiles([...transfer.files]);
  if (!entries.some((entry) => entry?.isDirectory)) return plain;
  const found: NamedFile[] = [];
  for (const entry of entries) if (entry) await collect(entry, "", found);
  return found;
}

/** The files that were chosen, as files or with a folder. */
export function chosenFiles(files: File[]): NamedFile[] {
  return files.map((file) => ({ file, name: file.webkitRelativePath || file.name })).filter(({ name }) => !name.includes("/") || !name.split("/").some(isLeftOut));
}

const isLeftOut = (name: string) => name.startsWith(".") || name === "node_modules";

async function collect(entry: FileSystemEntry, folder: string, found: NamedFile[]): Promise<void> {
  if (isLeftOut(entry.name)) return;
  const name = folder + entry.name;
  if (isFile(entry)) found.push({ name, file: await new Promise<File>((resolve, reject) => entry.file(resolve, reject)) });
  else if (isFolder(entry)) for (const inner of await contents(entry)) await collect(inner, `${name}/`, found);
}

async function contents(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader();
  const all: FileSystemEntry[] = [];
  for (;;) {
    // A reader gives a hundred at a time, and none at the end.
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (some.length === 0) return all;
    all.push(...some);
  }
}

const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile;
const isFolder = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry => entry.isDirectory;
