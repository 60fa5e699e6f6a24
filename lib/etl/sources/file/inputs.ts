/** The files of an import as streams of bytes: plain ones, and the entries of zip archives. */
import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { messageOf } from '#lib/errors.ts';
import { shown, unreadable } from './failures.ts';
import { zipEntries } from './zip.ts';

export interface Input {
  /** For people: `A4G0044_hr.csv`, or `archive.zip/A4G0044_hr.csv`. */
  origin: string;
  /** Whether it is one of possibly many in an archive, so that it may be left out. */
  archived: boolean;
  chunks: AsyncIterable<Buffer>;
}

const chunkSize = 256 * 1024;

/**
 * How large a file is, in bytes.
 * @throws {HeartlineError} FILE_UNREADABLE where there is no file that may be read.
 */
export async function sizeOfFile(path: string): Promise<number> {
  const status = await stat(path).catch((error: unknown) => {
    throw cannotOpen(path, error);
  });
  if (status.isDirectory()) {
    throw unreadable(path, 'is a folder; name the CSV or zip files in it.');
  }
  if (!status.isFile()) throw unreadable(path, 'is no regular file; name a CSV or zip file.');
  return status.size;
}

/**
 * What a path holds; a zip archive is known by its first bytes, whatever its name.
 * @param onBytes told how many bytes of the file were read.
 * @throws {HeartlineError} FILE_UNREADABLE, see `zipEntries`.
 */
export async function* inputsOf(
  path: string,
  onBytes: (count: number) => void,
): AsyncGenerator<Input> {
  const name = shown(basename(path));
  if (!(await isZip(path))) {
    yield { origin: name, archived: false, chunks: contentOf(path, onBytes) };
    return;
  }
  for await (const entry of zipEntries(path, name, onBytes)) {
    yield { origin: `${name}/${entry.name}`, archived: true, chunks: entry.chunks };
  }
}

async function isZip(path: string): Promise<boolean> {
  const handle = await open(path).catch((error: unknown) => {
    throw cannotOpen(path, error);
  });
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(4), 0, 4, 0);
    // Local file header, or the end of the directory of an archive without entries.
    return bytesRead === 4 && ['PK\x03\x04', 'PK\x05\x06'].includes(buffer.toString('latin1'));
  } finally {
    await handle.close();
  }
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
