/** Zip archives: the entries one after another, each as a stream, never the archive in memory. */
import { crc32 } from 'node:zlib';
import { type Entry, fromFdPromise, getFileNameLowLevel, type ZipFile } from 'yauzl';
import { messageOf } from '#lib/errors.ts';
import { type ArchiveEntry, isLink, maxEntries } from './archive.ts';
import { cutZipEntries } from './cutZip.ts';
import { shown } from './failures.ts';
import { DamagedFile } from './kind.ts';
import {
  damagedEntry,
  encrypted,
  type OpenZip,
  problemOf,
  refuseBomb,
  refuseWorkbook,
  tooManyEntries,
  wrongChecksum,
} from './zipEntry.ts';

/** Whether the bytes begin as a zip archive: a file's header, or the end of an empty directory. */
export function isZip(bytes: Buffer): boolean {
  return ['PK\x03\x04', 'PK\x05\x06'].includes(bytes.toString('latin1', 0, 4));
}

/**
 * The files of an archive in the order of its directory; of one that has lost it, in that of their
 * own headers. Each one's chunks are to be read, or left, before the next one is asked for.
 * @param onBytes told how many bytes of the archive were read.
 * @throws {DamagedFile} for an archive that is damaged as such, or that holds too much; {CutArchive}
 * for one that breaks off behind some files; an entry that cannot be read says so itself.
 * {NoHeartRate} for a workbook, which is a zip too.
 */
export async function* zipEntries(
  archive: OpenZip,
  onBytes: (count: number) => void,
): AsyncGenerator<ArchiveEntry> {
  const zip = await openArchive(archive.fd);
  if (zip instanceof DamagedFile) yield* cutZipEntries(archive, zip, onBytes);
  else yield* listedEntries(zip, archive, onBytes);
}

async function* listedEntries(
  zip: ZipFile,
  { size }: OpenZip,
  onBytes: (count: number) => void,
): AsyncGenerator<ArchiveEntry> {
  if (zip.entryCount > maxEntries) throw tooManyEntries();
  let unpackedBytes = 0;
  for await (const entry of entriesOf(zip)) {
    const { generalPurposeBitFlag, fileNameRaw, extraFields } = entry;
    const name = shown(getFileNameLowLevel(generalPurposeBitFlag, fileNameRaw, extraFields, false));
    refuseWorkbook(name);
    if (name.endsWith('/')) continue;
    const file = entryOf(zip, entry, name, onBytes);
    if ('chunks' in file) unpackedBytes += entry.uncompressedSize;
    refuseBomb(unpackedBytes, size);
    yield file;
  }
}

function entryOf(
  zip: ZipFile,
  entry: Entry,
  name: string,
  onBytes: (count: number) => void,
): ArchiveEntry {
  const { compressedSize, uncompressedSize } = entry;
  const problem = problemOf({
    name,
    isEncrypted: entry.isEncrypted(),
    method: entry.compressionMethod,
    compressedSize,
    uncompressedSize,
  });
  if (problem !== undefined) return { name, problem };
  // The upper half holds the mode of Unix, whose file type is a link's.
  if (((entry.externalFileAttributes >>> 16) & 0xf000) === 0xa000) return { name, without: isLink };
  return { name, chunks: contentOf(zip, entry, onBytes) };
}

/** What is wrong with it is returned where it only lacks its end. */
async function openArchive(fd: number): Promise<ZipFile | DamagedFile> {
  try {
    // Names are decoded here: yauzl would refuse the archive for a name that climbs, which harms
    // nobody where no name becomes a path.
    return await fromFdPromise(fd, { autoClose: false, decodeStrings: false });
  } catch (error) {
    if (/end of central directory record/i.test(messageOf(error))) return damaged(error);
    throw damaged(error);
  }
}

async function* entriesOf(zip: ZipFile): AsyncGenerator<Entry> {
  const entries = zip.eachEntry();
  for (;;) {
    const next = await entries.next().catch((error: unknown) => {
      throw damaged(error);
    });
    if (next.done) return;
    yield next.value;
  }
}

function damaged(cause: unknown): DamagedFile {
  const why = messageOf(cause).replace(/\.$/, '');
  if (/strong encryption/.test(why)) return new DamagedFile(encrypted, { cause });
  if (/multi-disk/.test(why)) return new DamagedFile(splitUp, { cause });
  const what = `is a damaged or incomplete zip archive (${why}); copy or download it again, and if it is one part of several, put them together.`;
  return new DamagedFile(what, { cause });
}

const splitUp =
  'is the last part of a split zip archive; put its parts together (zip -s 0 parts.zip --out whole.zip) and import the whole.';

/**
 * yauzl holds the stream to the sizes in the directory; the checksum is left to the reader.
 * @throws {DamagedFile} where the data cannot be unpacked, or is not what was packed.
 */
async function* contentOf(
  zip: ZipFile,
  entry: Entry,
  onBytes: (count: number) => void,
): AsyncGenerator<Buffer> {
  let sum = 0;
  let taken = 0;
  try {
    const stream = await zip.openReadStreamPromise(entry);
    for await (const chunk of stream) {
      const bytes: Buffer = Buffer.isBuffer(chunk) ? chunk : Buffer.from(chunk);
      sum = crc32(bytes, sum);
      taken += bytes.length;
      onBytes((bytes.length / Math.max(entry.uncompressedSize, 1)) * entry.compressedSize);
      yield bytes;
    }
  } catch (error) {
    throw damagedEntry(messageOf(error).replace(/\.$/, ''), error);
  }
  if (taken !== entry.uncompressedSize || sum !== entry.crc32) {
    throw damagedEntry(wrongChecksum);
  }
}
