/** Tar archives: the entries one after another, each as a stream. */
import { extract } from 'tar-stream';
import { messageOf } from '#lib/errors.ts';
import {
  type ArchiveEntry,
  climbs,
  climbsOut,
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
 * @throws {DamagedFile} for an archive that is cut off or damaged.
 */
export async function* tarEntries(chunks: AsyncIterable<Buffer>): AsyncGenerator<ArchiveEntry> {
  const unpacked = extract();
  const feeding = feed(chunks, unpacked);
  let entries = 0;
  try {
    for await (const entry of unpacked) {
      entries += 1;
      if (entries > maxEntries) throw new Error(`it holds more than ${maxEntries} entries`);
      const file = fileOf(entry);
      if (file) yield file;
      await drain(entry);
    }
  } catch (error) {
    throw damaged(error);
  } finally {
    unpacked.destroy();
    await feeding;
  }
}

function damaged(cause: unknown): DamagedFile {
  const why = messageOf(cause).replace(/\.$/, '');
  const what = `is a damaged or incomplete tar archive (${why}); copy or download it again.`;
  return new DamagedFile(what, { cause });
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
      throw damaged(error);
    });
    if (next.done) return;
    if (Buffer.isBuffer(next.value)) yield next.value;
  }
}

async function drain(entry: Entry): Promise<void> {
  const chunks = contentOf(entry);
  while (!(await chunks.next()).done);
}
