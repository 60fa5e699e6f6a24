/**
 * The files of an import as streams of bytes: plain ones, those of a folder, and the entries of
 * archives, in archives too. What a file is packed in is known by its first bytes, whatever its name.
 */
import { createReadStream } from 'node:fs';
import { type FileHandle, open, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { messageOf } from '#lib/errors.ts';
import { type ArchiveEntry, CutArchive, isLitter, maxDepth } from './archive.ts';
import { shown, unreadable } from './failures.ts';
import { filesIn, sizeOfFolder } from './folder.ts';
import { isGzip, unpackGzip } from './gzip.ts';
import type { ImportFile } from './importOptions.ts';
import { DamagedFile, NoHeartRate } from './kind.ts';
import { PeekedFile } from './peek.ts';
import { isTar, tarEntries } from './tar.ts';
import { TemporaryFile } from './temporaryFile.ts';
import { asUtf8 } from './textEncoding.ts';
import { isZip, zipEntries } from './zip.ts';
import type { OpenZip } from './zipEntry.ts';

interface Place {
  /** Path in the archive, or the file's name: a hint where contents look alike. */
  name: string;
  /** For people: `A4G0044_hr.csv`, or `archive.zip/A4G0044_hr.csv`. */
  origin: string;
  /** Whether it is one of possibly many in an archive or a folder, so that it may be left out. */
  archived: boolean;
}

export type Input = Place & ({ file: PeekedFile } | { problem: string } | { without: string });

export interface InputSettings {
  /** Told how many bytes of the file were read. */
  onBytes(count: number): void;
  /** Folder for archives in archives: a zip can be read only where it lies as a whole. */
  spoolDir: string;
}

/** `Place` with how many archives it lies in. */
type Nested = Place & { depth: number };

const chunkSize = 256 * 1024;
const signatureLength = 4;

/**
 * How large a file is, or all in a folder, in bytes.
 * @throws {HeartlineError} FILE_UNREADABLE where there is no file that may be read.
 */
export async function sizeOfFile(path: string): Promise<number> {
  const status = await stat(path).catch((error: unknown) => {
    throw unreadable(path, cannotOpen(error), error);
  });
  if (status.isDirectory()) return await sizeOfFolder(path);
  if (!status.isFile()) throw unreadable(path, 'is no regular file; name a file or a folder.');
  return status.size;
}

/**
 * What a file or a folder holds. An input's file is to be read, or left, before the next one is asked for.
 * @throws {HeartlineError} FILE_UNREADABLE for an archive that is damaged as such, or that holds too
 * much; within another archive, or in a folder, it says so itself.
 */
export async function* inputsOf(
  { path, name: called }: ImportFile,
  settings: InputSettings,
): AsyncGenerator<Input> {
  const name = shown(called ?? basename(path));
  const place = { name, origin: name, archived: false, depth: 0 };
  try {
    const isFolder = (await stat(path)).isDirectory();
    if (isFolder) yield* inFolder(place, path, settings);
    else yield* inFile(place, path, settings);
  } catch (error) {
    throw sentenceOf(error) === undefined ? error : unreadable(name, messageOf(error), error);
  }
}

async function* inFolder(
  { origin }: Nested,
  folder: string,
  settings: InputSettings,
): AsyncGenerator<Input> {
  for await (const { name, path, without } of filesIn(folder)) {
    const place = { name, origin: `${origin}/${name}`, archived: true, depth: 0 };
    if (isLitter(name)) continue;
    if (without !== undefined) yield { ...place, without };
    else yield* orWhyNot(place, inFile(place, path, settings));
  }
}

async function* inFile(
  place: Nested,
  path: string,
  settings: InputSettings,
): AsyncGenerator<Input> {
  const handle = await open(path).catch((error: unknown) => {
    throw new DamagedFile(cannotOpen(error), { cause: error });
  });
  try {
    const archive = { fd: handle.fd, size: (await handle.stat()).size };
    if (isZip(await startOf(handle))) yield* inZip(place, archive, settings, settings.onBytes);
    else yield* inStream(place, contentOf(path, settings.onBytes), settings);
  } finally {
    await handle.close();
  }
}

async function* inStream(
  place: Nested,
  chunks: AsyncIterable<Buffer>,
  settings: InputSettings,
): AsyncGenerator<Input> {
  const file = await PeekedFile.open(place.name, chunks);
  try {
    const { bytes } = file.head;
    if (isGzip(bytes)) {
      const inner = { ...deeper(place), name: place.name.replace(/\.gz$/i, '') };
      yield* inStream(inner, unpackGzip(file.chunks()), settings);
    } else if (isTar(bytes)) {
      deeper(place);
      yield* inArchive(place, tarEntries(file.chunks()), settings);
    } else if (isZip(bytes)) {
      const copy = await TemporaryFile.of(file.chunks(), settings.spoolDir);
      try {
        yield* inZip(place, copy, settings, () => {});
      } finally {
        await copy.close();
      }
    } else {
      yield { ...place, file: await asUtf8(file) };
    }
  } finally {
    await file.close();
  }
}

function inZip(
  place: Nested,
  archive: OpenZip,
  settings: InputSettings,
  onBytes: (count: number) => void,
): AsyncGenerator<Input> {
  deeper(place);
  return inArchive(place, zipEntries(archive, onBytes), settings);
}

async function* inArchive(
  outer: Nested,
  entries: AsyncIterable<ArchiveEntry>,
  settings: InputSettings,
): AsyncGenerator<Input> {
  try {
    for await (const entry of entries) {
      const { name } = entry;
      if (isLitter(name)) continue;
      const place = { ...deeper(outer), name, origin: `${outer.origin}/${name}`, archived: true };
      if ('chunks' in entry) yield* orWhyNot(place, inStream(place, entry.chunks, settings));
      else yield { ...place, ...entry };
    }
  } catch (error) {
    if (!(error instanceof CutArchive)) throw error;
    // What came before is read by then, and stays.
    yield { ...outer, archived: true, problem: error.message };
  }
}

/** @throws {NoHeartRate} for what lies in too many archives. */
function deeper(place: Nested): Nested {
  if (place.depth < maxDepth) return { ...place, depth: place.depth + 1 };
  throw new NoHeartRate(
    'lies in an archive that lies in others; unpack the outer ones and import what is in them.',
  );
}

/** What is wrong with one of many stops nothing but itself. */
async function* orWhyNot(place: Place, inputs: AsyncIterable<Input>): AsyncGenerator<Input> {
  try {
    yield* inputs;
  } catch (error) {
    const why = sentenceOf(error);
    if (why === undefined) throw error;
    yield { ...place, ...why };
  }
}

function sentenceOf(error: unknown): { problem: string } | { without: string } | undefined {
  if (error instanceof DamagedFile) return { problem: error.message };
  return error instanceof NoHeartRate ? { without: error.message } : undefined;
}

async function startOf(handle: FileHandle): Promise<Buffer> {
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

/** As the end of a sentence that begins with the file's name. */
function cannotOpen(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    return 'does not exist; check the path and the working folder.';
  }
  if (code === 'EACCES' || code === 'EPERM') {
    return 'may not be read; allow this user to read it.';
  }
  return `cannot be opened (${messageOf(error)}); check the path.`;
}
