/**
 * The tus server: files of imports come in pieces, and one that breaks off goes on where it stopped.
 * https://tus.io/protocols/resumable-upload
 */
import { statfs } from 'node:fs/promises';
import { FileStore } from '@tus/file-store';
import { EVENTS, Server } from '@tus/server';
import { z } from 'zod';
import type { Database } from '#db/client.ts';
import { uploadPath } from '#lib/contract/imports.ts';
import { errorCodes, HeartlineError } from '#lib/errors.ts';
import { shown } from '../etl/files/failures.ts';
import { addFile, fileByUpload, markReceived, markUploaded, removeFile } from './record/files.ts';
import { findImport, stateRefused } from './record/imports.ts';
import { makeUploadFolder } from './uploadFolder.ts';

export interface UploadOptions {
  database: () => Database;
  dataDir: string;
  /** Bytes of the largest file. */
  limit: number;
  /** Called when a file is there as a whole. */
  uploaded(fileId: number): Promise<void>;
}

/** What has to be said of a file: the import it is for, its name, and when it was last changed. */
const metadata = z.object({
  import: z.coerce.number().int().positive(),
  name: z.string().trim().min(1).max(1_000),
  modified: z.coerce.number().int().nonnegative().optional(),
});

/** Bytes that stay free for everybody else. */
const reserve = 256 * 2 ** 20;

type Upload = Parameters<NonNullable<Server['options']['onUploadCreate']>>[1];

/** @throws where the folder of uploads cannot be made. */
export async function uploadServer(options: UploadOptions): Promise<Server> {
  const directory = await makeUploadFolder(options.dataDir);
  const server = new Server({
    path: uploadPath,
    datastore: new FileStore({ directory }),
    relativeLocation: true,
    maxSize: options.limit,
    // No other origin has any business here.
    allowedOrigins: () => false,
    onIncomingRequest: async (request, id) => {
      if (request.method !== 'POST') await refuseUnlessOpen(options.database(), id);
    },
    onUploadCreate: async (_request, upload) => {
      await admit(upload, options);
      return {};
    },
    onUploadFinish: async (_request, { id }) => {
      const fileId = await markUploaded(options.database(), id);
      if (fileId !== undefined) await options.uploaded(fileId);
      return {};
    },
    onResponseError: (_request, error) => refusal(error, options.limit),
  });
  server.on(EVENTS.POST_RECEIVE, (_request, { id, offset }) => {
    // How far it is, for whoever looks on; the file itself is what counts.
    markReceived(options.database(), id, offset).catch(() => {});
  });
  server.on(EVENTS.POST_TERMINATE, (_request, _response, id) => {
    removeFile(options.database(), id).catch(() => {});
  });
  return server;
}

/** @throws {HeartlineError} INVALID_INPUT, IMPORT_NOT_FOUND, IMPORT_STATE, PAYLOAD_TOO_LARGE, DATA_FOLDER_UNUSABLE. */
async function admit(upload: Upload, { database, dataDir }: UploadOptions): Promise<void> {
  const said = metadata.safeParse(upload.metadata ?? {});
  if (!said.success) {
    throw new HeartlineError(
      'INVALID_INPUT',
      'Upload-Metadata must tell the number of the import as "import" and the file’s name as "name", and may tell when it was changed as "modified" (ms).',
    );
  }
  if (upload.size === undefined) {
    throw new HeartlineError('INVALID_INPUT', 'Upload-Length must tell the size of the file.');
  }
  if (upload.size === 0) {
    throw new HeartlineError('INVALID_INPUT', `${shown(said.data.name)} is empty.`);
  }
  const { bavail, bsize } = await statfs(dataDir);
  if (bavail * bsize < upload.size + reserve) {
    throw new HeartlineError(
      'DATA_FOLDER_UNUSABLE',
      `There is no room for ${shown(said.data.name)} in the data folder of Heartline’s server. Make room there, or set DATA_DIR to another folder.`,
    );
  }
  await addFile(database(), said.data.import, {
    uploadId: upload.id,
    name: shown(said.data.name),
    size: upload.size,
    modifiedMs: said.data.modified,
  });
}

/** @throws {HeartlineError} IMPORT_STATE once the import has begun; a 404 is the server's own. */
async function refuseUnlessOpen(database: Database, uploadId: string): Promise<void> {
  const file = await fileByUpload(database, uploadId);
  if (!file || file.importState === 'open') return;
  throw stateRefused(await findImport(database, file.importId), 'its files are settled.');
}

/** As every other route refuses; undefined leaves it to the server, which says 500. */
function refusal(error: unknown, limit: number): { status_code: number; body: string } | undefined {
  if (error instanceof HeartlineError) {
    return body(errorCodes[error.code].status, error.code, error.message);
  }
  const status = statusOf(error);
  if (status === 413) {
    const gigabytes = limit / 1e9;
    return body(
      413,
      'PAYLOAD_TOO_LARGE',
      `The file is larger than the ${gigabytes} GB that are taken at once. Divide it, import it by "npm run import", or raise UPLOAD_LIMIT_GB.`,
    );
  }
  if (status === 404 || status === 410) {
    return body(
      status,
      'IMPORT_NOT_FOUND',
      'There is no such upload, or it was removed. Begin it again.',
    );
  }
  return undefined;
}

function statusOf(error: unknown): number | undefined {
  if (typeof error !== 'object' || error === null || !('status_code' in error)) return undefined;
  return typeof error.status_code === 'number' ? error.status_code : undefined;
}

function body(status_code: number, code: string, message: string) {
  return { status_code, body: JSON.stringify({ error: { code, message } }) };
}
