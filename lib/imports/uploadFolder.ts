/** Where uploads lie, in the folder of everything that is kept on this machine. */
import { access, mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

function uploadFolder(dataDir: string): string {
  return join(dataDir, 'uploads');
}

/** For this user's eyes only: what lies there is people's health. */
export async function makeUploadFolder(dataDir: string): Promise<string> {
  const folder = uploadFolder(dataDir);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  return folder;
}

/** @param uploadId as the upload server named it: hexadecimal digits, never a path. */
export function uploadedFile(dataDir: string, uploadId: string): string {
  return join(uploadFolder(dataDir), uploadId);
}

export async function isThere(path: string): Promise<boolean> {
  return await access(path).then(
    () => true,
    () => false,
  );
}

/** Removes an upload with what the upload server noted of it; one that is gone is no failure. */
export async function removeUploaded(dataDir: string, uploadId: string): Promise<void> {
  const path = uploadedFile(dataDir, uploadId);
  await rm(path, { force: true });
  await rm(`${path}.json`, { force: true });
}

/** Names of uploads that have lain untouched since before then, ms UTC. */
export async function uploadsOlderThan(dataDir: string, ms: number): Promise<string[]> {
  const names = await readdir(uploadFolder(dataDir)).catch(() => []);
  const old: string[] = [];
  for (const name of names.filter((each) => /^[0-9a-f]+$/.test(each))) {
    const { mtimeMs } = await stat(uploadedFile(dataDir, name)).catch(() => ({ mtimeMs: ms }));
    if (mtimeMs < ms) old.push(name);
  }
  return old;
}
