/** Tar archives, plain or compressed with gzip (.tgz): the entries one after another, each as a stream. */
import { createReadStream } from 'node:fs';
import { pipeline, Transform } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { extract } from 'tar-stream';
import { HeartlineError, messageOf } from '#lib/errors.ts';
import {
  type ArchiveEntry,
  climbs,
  climbsOut,
  harmlessBytes,
  maxCompressionRatio,
  maxEntries,
  maxEntryBytes,
} from './archive.ts';
import { shown, unreadable } from './failures.ts';

const chunkSize = 256 * 1024;

type Entry = ReturnType<typeof extract> extends AsyncIterable<infer Each> ? Each : never;

/** Bytes of a tar header, and where its checksum stands in it. */
export const tarHeaderSize = 512;
const checksumAt = 148;
const checksumEnd = 156;

/** Whether the bytes begin with the header of a tar archive, which carries a checksum of itself. */
export function isTar(bytes: Buffer): boolean {
  if (bytes.length < tarHeaderSize) return false;
  const text = bytes.toString('latin1', checksumAt, checksumEnd).replaceAll('\0', ' ').trim();
  if (!/^[0-7]+$/.test(text)) return false;
  let sum = 0;
  for (let i = 0; i < tarHeaderSize; i++) {
    sum += i >= checksumAt && i < checksumEnd ? 0x20 : (bytes[i] ?? 0);
  }
  return sum === Number.parseInt(text, 8);
}

/**
 * The files of an archive in its own order. Each one's chunks are to be read, or left, before the
 * next one is asked for.
 * @param onBytes told how many bytes of the archive were read.
 * @throws {HeartlineError} FILE_UNREADABLE for an archive that is cut off, damaged or a bomb.
 */
export async function* tarEntries(
  path: string,
  archive: string,
  isCompressed: boolean,
  onBytes: (count: number) => void,
): AsyncGenerator<ArchiveEntry> {
  const unpacked = extract();
  let failure: unknown;
  const done = (error: unknown) => {
    failure = error;
  };
  const source = createReadStream(path, { highWaterMark: chunkSize });
  const guard = new SwellGuard(onBytes);
  source.on('data', (chunk) => guard.compressed(chunk.length));
  if (isCompressed) pipeline(source, createGunzip({ chunkSize }), guard, unpacked, done);
  else pipeline(source, guard, unpacked, done);
  const damaged = (error: unknown) => damagedArchive(archive, failure ?? error);
  let entries = 0;
  try {
    for await (const entry of unpacked) {
      entries += 1;
      if (entries > maxEntries) throw new Error(`it holds more than ${maxEntries} entries`);
      yield* fileOf(entry, damaged);
      await drain(entry, damaged);
    }
    if (failure) throw failure;
  } catch (error) {
    throw error instanceof HeartlineError ? error : damaged(error);
  } finally {
    unpacked.destroy();
    source.destroy();
  }
}

function damagedArchive(archive: string, error: unknown): HeartlineError {
  const why = messageOf(error).replace(/\.$/, '');
  const what = `is a damaged or incomplete tar archive (${why}); copy or download it again.`;
  return unreadable(archive, what, error);
}

function* fileOf(entry: Entry, damaged: (error: unknown) => Error): Generator<ArchiveEntry> {
  const { type, size = 0, name: path } = entry.header;
  if (type !== 'file' && type !== 'contiguous-file') return;
  const name = shown(path);
  if (climbs(path)) yield { name, problem: climbsOut };
  else if (size > maxEntryBytes) {
    const problem = `is ${size} bytes long, and no recording has more than ${maxEntryBytes}.`;
    yield { name, problem };
  } else yield { name, chunks: contentOf(entry, damaged) };
}

/**
 * By hand: a loop that is left early would destroy the entry, and with it the archive.
 * @throws {HeartlineError} FILE_UNREADABLE, as an entry that breaks off breaks off the archive.
 */
async function* contentOf(
  entry: Entry,
  damaged: (error: unknown) => Error,
): AsyncGenerator<Buffer> {
  const chunks: AsyncIterator<unknown> = entry[Symbol.asyncIterator]();
  for (;;) {
    const next = await chunks.next().catch((error: unknown) => {
      throw damaged(error);
    });
    if (next.done) return;
    if (Buffer.isBuffer(next.value)) yield next.value;
  }
}

async function drain(entry: Entry, damaged: (error: unknown) => Error): Promise<void> {
  const chunks = contentOf(entry, damaged);
  while (!(await chunks.next()).done);
}

/** Ends the reading of an archive that grows as only a bomb does. */
class SwellGuard extends Transform {
  readonly #onBytes: (count: number) => void;
  #compressed = 0;
  #unpacked = 0;

  constructor(onBytes: (count: number) => void) {
    super();
    this.#onBytes = onBytes;
  }

  compressed(count: number): void {
    this.#compressed += count;
    this.#onBytes(count);
  }

  override _transform(chunk: Buffer, _encoding: string, done: (error?: Error) => void): void {
    this.#unpacked += chunk.length;
    const swells = this.#unpacked > this.#compressed * maxCompressionRatio;
    if (swells && this.#unpacked > harmlessBytes) {
      done(
        new Error(
          `it grows to more than ${maxCompressionRatio} times its size, as no recording does`,
        ),
      );
      return;
    }
    this.push(chunk);
    done();
  }
}
