/** Files of the command line on their way to a worker: left where they lie, or laid where it finds them. */
import { randomBytes } from 'node:crypto';
import { copyFile, stat } from 'node:fs/promises';
import { hostname } from 'node:os';
import { basename, resolve } from 'node:path';
import type { Database } from '#db/client.ts';
import { requestCheck } from '#jobs/importQueue.ts';
import { hostsOfWorkers } from '#jobs/presence.ts';
import { HeartlineError } from '#lib/errors.ts';
import { sizeOfFile } from '#lib/etl/files/inputs.ts';
import { addFile, type NewFile } from '#lib/imports/record/files.ts';
import { makeUploadFolder, uploadedFile } from '#lib/imports/uploadFolder.ts';
import type { CommandContext } from './runCommand.ts';

export interface MeasuredFile {
  path: string;
  /** Bytes; of a folder, all that is in it. */
  size: number;
}

/** @throws {HeartlineError} FILE_UNREADABLE for what is not there or may not be read. */
export async function measured(paths: readonly string[]): Promise<MeasuredFile[]> {
  const files: MeasuredFile[] = [];
  for (const path of paths) files.push({ path: resolve(path), size: await sizeOfFile(path) });
  return files;
}

/**
 * @returns whether a worker may run on another machine, which does not see the files of this one.
 * @throws {HeartlineError} WORKER_AWAY where there is none.
 */
export async function requireWorker(database: Database): Promise<boolean> {
  const hosts = await hostsOfWorkers(database);
  if (hosts.length > 0) return hosts.some((host) => host !== hostname());
  const how =
    database.mode === 'embedded'
      ? 'Start the product with "npm start"'
      : 'Start the product with "npm start", or a worker alone with "npm run worker"';
  throw new HeartlineError(
    'WORKER_AWAY',
    `No worker is running, and it is a worker that imports files. ${how}, and import again.`,
  );
}

/**
 * Puts the files into the record of the import, and asks for each to be checked.
 * @param elsewhere lays copies into the data folder, which workers on other machines share.
 */
export async function handOver(
  importId: number,
  files: readonly MeasuredFile[],
  elsewhere: boolean,
  { database, env }: CommandContext,
): Promise<void> {
  const ids: number[] = [];
  for (const file of files) {
    const place = elsewhere ? await copied(file, env.dataDir) : { path: file.path };
    ids.push(await addFile(database, importId, { ...place, ...described(file) }));
  }
  for (const id of ids) await requestCheck(id);
}

function described({ path, size }: MeasuredFile): Omit<NewFile, 'path' | 'uploadId'> {
  return { name: basename(path), size, state: 'waiting' };
}

async function copied({ path }: MeasuredFile, dataDir: string): Promise<{ uploadId: string }> {
  if ((await stat(path)).isDirectory()) {
    throw new HeartlineError(
      'FILE_UNREADABLE',
      `${path} is a folder, and the worker runs on another machine; import it as a zip or tgz.`,
    );
  }
  const uploadId = randomBytes(16).toString('hex');
  await makeUploadFolder(dataDir);
  await copyFile(path, uploadedFile(dataDir, uploadId));
  return { uploadId };
}
