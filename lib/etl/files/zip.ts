/** Zip archives: the entries one after another, each as a stream, never the archive in memory. */
import { crc32 } from 'node:zlib';
import { type Entry, fromFdPromise, getFileNameLowLevel, type ZipFile } from 'yauzl';
import { messageOf } from '#lib/errors.ts';
import {
  type ArchiveEntry,
  climbs,
  climbsOut,
  harmlessBytes,
  isLink,
  maxCompressionRatio,
  maxEntries,
  maxEntryBytes,
} from './archive.ts';
import { shown } from './failures.ts';
import { DamagedFile, NoHeartRate } from './kind.ts';

/** Whether the bytes begin as a zip archive: a file's header, or the end of an empty directory. */
export function isZip(bytes: Buffer): boolean {
  return ['PK\x03\x04', 'PK\x05\x06'].includes(bytes.toString('latin1', 0, 4));
}

export interface OpenZip {
  /** Descriptor of the archive, open for reading; stays open. */
  fd: number;
  /** Bytes. */
  size: number;
}

/**
 * The files of an archive in the order of its directory. Each one's chunks are to be read, or left,
 * before the next one is asked for.
 * @param onBytes told how many bytes of the archive were read.
 * @throws {DamagedFile} for an archive whose directory is cut off or damaged, or that holds too much;
 * an entry that cannot be read says so itself. {NoHeartRate} for a workbook, which is a zip too.
 */
export async function* zipEntries(
  { fd, size }: OpenZip,
  onBytes: (count: number) => void,
): AsyncGenerator<ArchiveEntry> {
  const zip = await openArchive(fd);
  if (zip.entryCount > maxEntries) {
    throw new DamagedFile(`holds more than ${maxEntries} entries; import the files in it.`);
  }
  let unpackedBytes = 0;
  for await (const entry of entriesOf(zip)) {
    const { generalPurposeBitFlag, fileNameRaw, extraFields } = entry;
    const name = shown(getFileNameLowLevel(generalPurposeBitFlag, fileNameRaw, extraFields, false));
    if (name === 'xl/workbook.xml') throw new NoHeartRate(workbook);
    if (name.endsWith('/')) continue;
    const file = entryOf(zip, entry, name, onBytes);
    if ('chunks' in file) unpackedBytes += entry.uncompressedSize;
    if (unpackedBytes > harmlessBytes && unpackedBytes > size * maxCompressionRatio) throw bomb();
    yield file;
  }
}

const workbook = 'is a workbook of Excel; save its sheet as "CSV UTF-8" and import that.';

/** Files that lie over each other in the archive are each within the limits, and not together. */
function bomb(): DamagedFile {
  return new DamagedFile(
    `would grow to more than ${maxCompressionRatio} times its size, as no export does; if it is one, unpack it and import what is in it.`,
  );
}

function entryOf(
  zip: ZipFile,
  entry: Entry,
  name: string,
  onBytes: (count: number) => void,
): ArchiveEntry {
  const problem = problemOf(entry, name);
  if (problem !== undefined) return { name, problem };
  // The upper half holds the mode of Unix, whose file type is a link's.
  if (((entry.externalFileAttributes >>> 16) & 0xf000) === 0xa000) return { name, without: isLink };
  return { name, chunks: contentOf(zip, entry, onBytes) };
}

async function openArchive(fd: number): Promise<ZipFile> {
  try {
    // Names are decoded here: yauzl would refuse the archive for a name that climbs, which harms
    // nobody where no name becomes a path.
    return await fromFdPromise(fd, { autoClose: false, decodeStrings: false });
  } catch (error) {
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

const encrypted = 'is encrypted; unpack it with its password and import what is in it.';

const splitUp =
  'is the last part of a split zip archive; put its parts together (zip -s 0 parts.zip --out whole.zip) and import the whole.';

/** What Windows packs files of more than 2 GB with; zlib cannot unpack it. */
const deflate64 = 9;

const byDeflate64 =
  'is compressed by Deflate64, as Windows does it with large files, which is not read here; unpack the archive and import its folder.';

/** Why an entry is not even begun with, as the end of a sentence; undefined for a sound one. */
function problemOf(entry: Entry, name: string): string | undefined {
  if (climbs(name)) return climbsOut;
  if (entry.isEncrypted()) return encrypted;
  if (entry.compressionMethod === deflate64) return byDeflate64;
  if (!entry.canDecodeFileData()) {
    return `is compressed by method ${entry.compressionMethod}, which is not supported; unpack it and import the file.`;
  }
  const { compressedSize, uncompressedSize } = entry;
  const ratio = uncompressedSize / Math.max(compressedSize, 1);
  const swells = uncompressedSize > harmlessBytes && ratio > maxCompressionRatio;
  if (!swells && uncompressedSize <= maxEntryBytes) return undefined;
  return (
    `would grow from ${compressedSize} to ${uncompressedSize} bytes, more than a recording does ` +
    `(${maxCompressionRatio} times, ${maxEntryBytes} bytes); if it is one, unpack it and import the file.`
  );
}

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
    throw damagedEntry('its checksum does not match');
  }
}

function damagedEntry(why: string, cause?: unknown): DamagedFile {
  const what = `is damaged or incomplete in its archive (${why}); copy or download it again.`;
  return new DamagedFile(what, { cause });
}
