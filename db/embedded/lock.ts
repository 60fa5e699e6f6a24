/**
 * The lock on a data folder: two processes that open one folder destroy the database in it.
 *
 * It is an exclusive transaction of SQLite on an empty file, because that is the one file lock of
 * the operating system Node can take. The system lets go of it when the process ends, kill -9
 * included, so a lock is never stale, a recycled process number cannot be mistaken for its
 * holder, and of two processes that start at once exactly one wins. A file with a process number
 * in it has none of the three.
 */

import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

export interface FolderLock {
  release(): void;
}

/** @returns undefined when another process, or another server in this one, holds the lock. */
export function lockFolder(folder: string): FolderLock | undefined {
  const file = new DatabaseSync(join(folder, 'lock'), { timeout: 0 });
  try {
    file.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE');
  } catch (error) {
    file.close();
    if (isBusy(error)) return undefined;
    throw error;
  }
  return { release: () => file.close() };
}

/** SQLITE_BUSY, https://www.sqlite.org/rescode.html#busy */
function isBusy(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && error.errcode === 5;
}
