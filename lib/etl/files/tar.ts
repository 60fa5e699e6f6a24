/** Tar archives: the entries one after another, each as a stream. */
import { extract } from 'tar-stream';
import { messageOf } from '#lib/errors.ts';
import {
  type ArchiveEntry,
  climbs,
  climbsOut,
  cutBehind,
  cutInMiddle,
  isLink,
  maxEntries,
  maxEntryBytes,
} from './archive.ts';
import { shown } from './failures.ts';
import { feed } from './gzip.ts';
import { DamagedFile } from './kind.ts';

type Entry = ReturnType<typeof extract> extends AsyncIterable<infer Each> ? Each : never;

/** Bytes of a tar header, and where its checksum stands in it. */
const tarHeaderSize = 512;
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
 * @param chunks the archive, unpacked where it was compressed.
 * @throws {CutArchive} for an archive that breaks off behind a file; {DamagedFile} for one that is
 * damaged from its beginning on.
 */
export async function* tarEntries(chunks: AsyncIterable<Buffer>): AsyncGenerator<ArchiveEntry> {
  const unpacked = extract();
  const source = new Watched(chunks);
  const feeding = feed(source.chunks(), unpacked);
  let entries = 0;
  let whole = 0;
  try {
    for await (const entry of unpacked) {
      entries += 1;
      if (entries > maxEntries) throw new Error(`it holds more than ${maxEntries} entries`);
      const file = fileOf(entry);
      if (file) yield file;
      await drain(entry);
      whole += 1;
    }
  } catch (error) {
    // What is wrong with the stream is why the archive ends; the archive only notices it.
    const cause = source.error ?? causeOf(error);
    const isCut = source.ended ? isEndMissing(error) : isCutGzip(cause);
    throw whole > 0 && isCut ? cutBehind(whole, cause) : damaged(cause);
  } finally {
    unpacked.destroy();
    await feeding;
  }
}

/** Remembers how a stream ended. */
class Watched {
  ended = false;
  error: unknown;
  readonly #chunks: AsyncIterable<Buffer>;

  constructor(chunks: AsyncIterable<Buffer>) {
    this.#chunks = chunks;
  }

  async *chunks(): AsyncGenerator<Buffer> {
    try {
      yield* this.#chunks;
      this.ended = true;
    } catch (error) {
      this.error = error;
      throw error;
    }
  }
}

/**
 * Whether there is merely no more of it. Anything else, such as a checksum that does not match at
 * the end, puts all in doubt that was read before.
 */
function isCutGzip(cause: unknown): boolean {
  const origin = causeOf(cause);
  return origin instanceof Error && 'code' in origin && origin.code === 'Z_BUF_ERROR';
}

/** The same where all bytes were there: they end within a file, or within a header. */
function isEndMissing(error: unknown): boolean {
  if (error instanceof DamagedFile) return true;
  return error instanceof Error && error.message === 'Unexpected end of data';
}

function causeOf(error: unknown): unknown {
  return error instanceof DamagedFile ? error.cause : error;
}

function damaged(cause: unknown): DamagedFile {
  const what = `is a damaged or incomplete tar archive (${reason(cause)}); copy or download it again.`;
  return new DamagedFile(what, { cause });
}

/** Without what to do about it, which is said once. */
function reason(cause: unknown): string {
  return messageOf(cause).replace(/; copy or download it again\.$|\.$/, '');
}

const links: readonly unknown[] = ['link', 'symlink'];

function fileOf(entry: Entry): ArchiveEntry | undefined {
  const { type, size = 0, name: path } = entry.header;
  const name = shown(path);
  if (links.includes(type)) return { name, without: isLink };
  if (type !== 'file' && type !== 'contiguous-file') return undefined;
  if (climbs(path)) return { name, problem: climbsOut };
  if (size <= maxEntryBytes) return { name, chunks: contentOf(entry) };
  const problem = `is ${size} bytes long, and no recording has more than ${maxEntryBytes}.`;
  return { name, problem };
}

/**
 * By hand: a loop that is left early would destroy the entry, and with it the archive.
 * @throws {DamagedFile}, as an entry that breaks off breaks off the archive.
 */
async function* contentOf(entry: Entry): AsyncGenerator<Buffer> {
  const chunks: AsyncIterator<unknown> = entry[Symbol.asyncIterator]();
  for (;;) {
    const next = await chunks.next().catch((error: unknown) => {
      throw new DamagedFile(cutInMiddle, { cause: error });
    });
    if (next.done) return;
    if (Buffer.isBuffer(next.value)) yield next.value;
  }
}

async function drain(entry: Entry): Promise<void> {
  const chunks = contentOf(entry);
  while (!(await chunks.next()).done);
}
