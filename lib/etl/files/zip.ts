/** Zip archives: the entries one after another, each as a stream, never the archive in memory. */
import { crc32 } from 'node:zlib';
import { type Entry, getFileNameLowLevel, openPromise, type ZipFile } from 'yauzl';
import { messageOf } from '#lib/errors.ts';
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
import { DamagedFile } from './kind.ts';

/**
 * The files of an archive in the order of its directory. Each one's chunks are to be read, or left,
 * before the next one is asked for.
 * @param onBytes told how many bytes of the archive were read.
 * @throws {HeartlineError} FILE_UNREADABLE for an archive whose directory is cut off or damaged, or
 * that holds too much; an entry that cannot be read says so itself.
 */
export async function* zipEntries(
  path: string,
  archive: string,
  onBytes: (count: number) => void,
): AsyncGenerator<ArchiveEntry> {
  const zip = await openArchive(path, archive);
  try {
    if (zip.entryCount > maxEntries) {
      throw unreadable(archive, `holds more than ${maxEntries} entries; import the files in it.`);
    }
    for await (const entry of entriesOf(zip, archive)) {
      const { generalPurposeBitFlag, fileNameRaw, extraFields } = entry;
      const name = shown(
        getFileNameLowLevel(generalPurposeBitFlag, fileNameRaw, extraFields, false),
      );
      if (name.endsWith('/')) continue;
      const problem = problemOf(entry, name);
      if (problem !== undefined) yield { name, problem };
      else yield { name, chunks: contentOf(zip, entry, onBytes) };
    }
  } finally {
    zip.close();
  }
}

async function openArchive(path: string, archive: string): Promise<ZipFile> {
  try {
    // Names are decoded here: yauzl would refuse the archive for a name that climbs, which harms
    // nobody where no name becomes a path.
    return await openPromise(path, { autoClose: false, decodeStrings: false });
  } catch (error) {
    throw damaged(archive, error);
  }
}

async function* entriesOf(zip: ZipFile, archive: string): AsyncGenerator<Entry> {
  const entries = zip.eachEntry();
  for (;;) {
    const next = await entries.next().catch((error: unknown) => {
      throw damaged(archive, error);
    });
    if (next.done) return;
    yield next.value;
  }
}

function damaged(archive: string, error: unknown): Error {
  const why = messageOf(error).replace(/\.$/, '');
  if (/strong encryption/.test(why)) return unreadable(archive, encrypted);
  return unreadable(
    archive,
    `is a damaged or incomplete zip archive (${why}); copy or download it again.`,
    error,
  );
}

const encrypted = 'is encrypted; unpack it with its password and import what is in it.';

/** Why an entry is not even begun with, as the end of a sentence; undefined for a sound one. */
function problemOf(entry: Entry, name: string): string | undefined {
  if (climbs(name)) return climbsOut;
  if (entry.isEncrypted()) return encrypted;
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
