/** Zip archives: the entries one after another, each as a stream, never the archive in memory. */
import { crc32 } from 'node:zlib';
import { type Entry, getFileNameLowLevel, openPromise, type ZipFile } from 'yauzl';
import { messageOf } from '#lib/errors.ts';
import { shown, unreadable } from './failures.ts';

/** Bytes; beyond it an entry is no recording of a person. Ten years of 5-second CSV are 3 GB. */
export const maxEntryBytes = 16 * 2 ** 30;

/** Uncompressed over compressed bytes; heart-rate CSV comes to about 6, the most deflate can do is 1032. */
export const maxCompressionRatio = 200;

/** Bytes of an entry below which its ratio does not matter. */
const harmlessBytes = 2 ** 20;

export const maxEntries = 100_000;

export interface ZipEntry {
  /** As in the archive; used to tell people, never as a path. */
  name: string;
  chunks: AsyncIterable<Buffer>;
}

/**
 * The files of an archive in the order of its directory. Each one's chunks are to be read, or left,
 * before the next one is asked for.
 * @param onBytes told how many bytes of the archive were read.
 * @throws {HeartlineError} FILE_UNREADABLE for an archive that is truncated, damaged, encrypted,
 * compressed in a way that is not known, or swells beyond the limits above.
 */
export async function* zipEntries(
  path: string,
  archive: string,
  onBytes: (count: number) => void,
): AsyncGenerator<ZipEntry> {
  const zip = await openArchive(path, archive);
  try {
    if (zip.entryCount > maxEntries) {
      throw unreadable(archive, `holds more than ${maxEntries} entries; import its CSV files.`);
    }
    for await (const entry of entriesOf(zip, archive)) {
      const { generalPurposeBitFlag, fileNameRaw, extraFields } = entry;
      const name = shown(
        getFileNameLowLevel(generalPurposeBitFlag, fileNameRaw, extraFields, false),
      );
      if (name.endsWith('/')) continue;
      refuseWhatCannotBeRead(entry, `${archive}/${name}`);
      yield { name, chunks: contentOf(zip, entry, `${archive}/${name}`, onBytes) };
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

function damaged(origin: string, error: unknown): Error {
  const why = messageOf(error).replace(/\.$/, '');
  if (/strong encryption/.test(why)) return encrypted(origin);
  return unreadable(
    origin,
    `is a damaged or incomplete zip archive (${why}); copy or download it again.`,
    error,
  );
}

function encrypted(origin: string): Error {
  return unreadable(origin, 'is encrypted; unpack it with its password and import the CSV.');
}

function refuseWhatCannotBeRead(entry: Entry, origin: string): void {
  if (entry.isEncrypted()) throw encrypted(origin);
  if (!entry.canDecodeFileData()) {
    throw unreadable(
      origin,
      `is compressed by method ${entry.compressionMethod}, which is not supported; unpack it and import the CSV.`,
    );
  }
  const { compressedSize, uncompressedSize } = entry;
  const ratio = uncompressedSize / Math.max(compressedSize, 1);
  const swells = uncompressedSize > harmlessBytes && ratio > maxCompressionRatio;
  if (!swells && uncompressedSize <= maxEntryBytes) return;
  throw unreadable(
    origin,
    `would grow from ${compressedSize} to ${uncompressedSize} bytes, more than a recording does ` +
      `(${maxCompressionRatio} times, ${maxEntryBytes} bytes); if it is one, unpack it and import the CSV.`,
  );
}

/** yauzl holds the stream to the sizes in the directory; the checksum is left to the reader. */
async function* contentOf(
  zip: ZipFile,
  entry: Entry,
  origin: string,
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
    throw damaged(origin, error);
  }
  if (taken !== entry.uncompressedSize || sum !== entry.crc32) {
    throw damaged(origin, new Error('its checksum does not match'));
  }
}
