/** The files of an import as streams of bytes: plain ones, and the entries of archives. */
import { createReadStream } from 'node:fs';
import { type FileHandle, open, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { gunzipSync, constants as zlib } from 'node:zlib';
import { messageOf } from '#lib/errors.ts';
import type { ArchiveEntry } from './archive.ts';
import { shown, unreadable } from './failures.ts';
import type { ImportFile } from './importOptions.ts';
import { isTar, tarEntries, tarHeaderSize } from './tar.ts';
import { zipEntries } from './zip.ts';

export type Input = ArchiveEntry & {
  /** For people: `A4G0044_hr.csv`, or `archive.zip/A4G0044_hr.csv`. */
  origin: string;
  /** Whether it is one of possibly many in an archive, so that it may be left out. */
  archived: boolean;
};

const chunkSize = 256 * 1024;

/** Bytes by which an archive is told; a tar's header, compressed, is in far fewer. */
const signatureLength = 4 * tarHeaderSize;

/**
 * How large a file is, in bytes.
 * @throws {HeartlineError} FILE_UNREADABLE where there is no file that may be read.
 */
export async function sizeOfFile(path: string): Promise<number> {
  const status = await stat(path).catch((error: unknown) => {
    throw cannotOpen(path, error);
  });
  if (status.isDirectory()) {
    throw unreadable(path, 'is a folder; name the files in it.');
  }
  if (!status.isFile()) throw unreadable(path, 'is no regular file; name a file.');
  return status.size;
}

/**
 * What a file holds; an archive is known by its first bytes, whatever its name.
 * @param onBytes told how many bytes of the file were read.
 * @throws {HeartlineError} FILE_UNREADABLE, see `zipEntries` and `tarEntries`.
 */
export async function* inputsOf(
  { path, name: called }: ImportFile,
  onBytes: (count: number) => void,
): AsyncGenerator<Input> {
  const name = shown(called ?? basename(path));
  const entries = await archiveEntries(path, name, onBytes);
  if (!entries) {
    yield { name, origin: name, archived: false, chunks: contentOf(path, onBytes) };
    return;
  }
  for await (const entry of entries) {
    yield { ...entry, origin: `${name}/${entry.name}`, archived: true };
  }
}

async function archiveEntries(
  path: string,
  name: string,
  onBytes: (count: number) => void,
): Promise<AsyncGenerator<ArchiveEntry> | undefined> {
  const bytes = await signatureOf(path);
  // Local file header, or the end of the directory of an archive without entries.
  if (['PK\x03\x04', 'PK\x05\x06'].includes(bytes.toString('latin1', 0, 4))) {
    return zipEntries(path, name, onBytes);
  }
  if (isTar(bytes)) return tarEntries(path, name, false, onBytes);
  return isTar(beginningOfGzip(bytes)) ? tarEntries(path, name, true, onBytes) : undefined;
}

/** What the first bytes of a gzip unpack to, as far as they go. */
function beginningOfGzip(bytes: Buffer): Buffer {
  if (bytes.length < 2 || bytes.readUInt16BE(0) !== 0x1f8b) return Buffer.alloc(0);
  try {
    const options = { finishFlush: zlib.Z_SYNC_FLUSH, maxOutputLength: 8 * 2 ** 20 };
    return gunzipSync(bytes, options);
  } catch {
    return Buffer.alloc(0);
  }
}

async function signatureOf(path: string): Promise<Buffer> {
  const handle = await open(path).catch((error: unknown) => {
    throw cannotOpen(path, error);
  });
  try {
    return await readStart(handle);
  } finally {
    await handle.close();
  }
}

async function readStart(handle: FileHandle): Promise<Buffer> {
  const buffer = Buffer.alloc(signatureLength);
  const { bytesRead } = await handle.read(buffer, 0, signatureLength, 0);
  return buffer.subarray(0, bytesRead);
}

async function* contentOf(path: string, onBytes: (count: number) => void): AsyncGenerator<Buffer> {
  const stream = createReadStream(path, { highWaterMark: chunkSize });
  for await (const chunk of stream) {
    const bytes: Buffer = Buffer.isBuffer(chunk) ? chunk : Buffer.from(chunk);
    onBytes(bytes.length);
    yield bytes;
  }
}

function cannotOpen(path: string, error: unknown): Error {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    return unreadable(path, 'does not exist; check the path and the working folder.', error);
  }
  if (code === 'EACCES' || code === 'EPERM') {
    return unreadable(path, 'may not be read; allow this user to read it.', error);
  }
  return unreadable(path, `cannot be opened (${messageOf(error)}); check the path.`, error);
}
