/** Folders given instead of files, as an archive that was unpacked: all that lies in them. */
import type { Dirent } from 'node:fs';
import { opendir, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { isLink, maxEntries } from './archive.ts';
import { shown } from './failures.ts';
import { DamagedFile } from './kind.ts';

export interface FolderEntry {
  /** Path below the folder, with `/`. */
  name: string;
  path: string;
  /** Why it is not read, as the end of a sentence; absent for a file. */
  without?: string;
}

/**
 * The files in a folder and those below it, in the order of their names. Links are not followed: they
 * may lead anywhere, and in circles.
 * @throws {DamagedFile} beyond `maxEntries`.
 */
export async function* filesIn(folder: string): AsyncGenerator<FolderEntry> {
  const found: FolderEntry[] = [];
  for await (const entry of await opendir(folder, { recursive: true })) {
    if (entry.isDirectory()) continue;
    found.push(entryOf(folder, entry));
    if (found.length > maxEntries) {
      throw new DamagedFile(
        `holds more than ${maxEntries} files; import folders in it one by one.`,
      );
    }
  }
  yield* found.sort((a, b) => (a.name < b.name ? -1 : 1));
}

function entryOf(folder: string, entry: Dirent): FolderEntry {
  const path = join(entry.parentPath, entry.name);
  const name = shown(relative(folder, path).replaceAll(sep, '/'), 1_000);
  if (entry.isFile()) return { name, path };
  const without = entry.isSymbolicLink() ? isLink : 'is no regular file.';
  return { name, path, without };
}

/** Bytes of all files in it. */
export async function sizeOfFolder(folder: string): Promise<number> {
  let size = 0;
  for await (const { path, without } of filesIn(folder)) {
    if (without === undefined) size += (await stat(path)).size;
  }
  return size;
}
