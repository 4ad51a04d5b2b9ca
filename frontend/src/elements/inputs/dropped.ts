/** The files of a drop or a paste; with `deep`, those in folders too, else folders are left out. */
export async function droppedFiles(transfer: DataTransfer, deep: boolean): Promise<File[]> {
  // The list is readable only while the event is handled.
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry?.() ?? null);
  if (!entries.some((entry) => entry?.isDirectory)) return [...transfer.files];
  const found = await Promise.all(entries.filter((entry) => entry !== null).map((entry) => filesIn(entry, deep)));
  return found.flat();
}

const folders = new WeakMap<File, string>();

/** The folders that a chosen or dropped file was in, as far as the user gave them; "" for none. */
export function folderOf(file: File): string {
  return folders.get(file) ?? (file.webkitRelativePath ?? "").split("/").slice(0, -1).join("/");
}

async function filesIn(entry: FileSystemEntry, deep: boolean): Promise<File[]> {
  if (entry.isFile) {
    const file = await new Promise<File>((resolve, reject) => (entry as FileSystemFileEntry).file(resolve, reject));
    folders.set(file, entry.fullPath.split("/").slice(1, -1).join("/"));
    return [file];
  }
  if (!deep) return [];
  const found = await Promise.all(
    (await entriesOf(entry as FileSystemDirectoryEntry)).map((each) => filesIn(each, true)),
  );
  return found.flat();
}

async function entriesOf(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader();
  const all: FileSystemEntry[] = [];
  // Browsers give a hundred at a time, and none at the end.
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (!some.length) return all;
    all.push(...some);
  }
}
