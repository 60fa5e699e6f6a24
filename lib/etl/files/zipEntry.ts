/** What the two ways of reading a zip archive have in common: what an entry is refused for, and with which words. */
import {
  climbs,
  climbsOut,
  harmlessBytes,
  maxCompressionRatio,
  maxEntries,
  maxEntryBytes,
} from './archive.ts';
import { DamagedFile, NoHeartRate } from './kind.ts';

export interface OpenZip {
  /** Descriptor of the archive, open for reading; stays open. */
  fd: number;
  /** Bytes. */
  size: number;
}

export interface ZipEntryHead {
  name: string;
  isEncrypted: boolean;
  /** Of compression, as the format numbers them: 0 is stored, 8 is deflate. */
  method: number;
  /** Bytes; 0 where they are not known yet. */
  compressedSize: number;
  uncompressedSize: number;
}

export const stored = 0;
export const deflated = 8;
/** What Windows packs files of more than 2 GB with; zlib cannot unpack it. */
const deflate64 = 9;

const byDeflate64 =
  'is compressed by Deflate64, as Windows does it with large files, which is not read here; unpack the archive and import its folder.';

export const encrypted = 'is encrypted; unpack it with its password and import what is in it.';

/** Why an entry is not even begun with, as the end of a sentence; undefined for a sound one. */
export function problemOf(entry: ZipEntryHead): string | undefined {
  const { name, isEncrypted, method, compressedSize, uncompressedSize } = entry;
  if (climbs(name)) return climbsOut;
  if (isEncrypted) return encrypted;
  if (method === deflate64) return byDeflate64;
  if (method !== stored && method !== deflated) {
    return `is compressed by method ${method}, which is not supported; unpack it and import the file.`;
  }
  const ratio = uncompressedSize / Math.max(compressedSize, 1);
  const swells = uncompressedSize > harmlessBytes && ratio > maxCompressionRatio;
  if (!swells && uncompressedSize <= maxEntryBytes) return undefined;
  return (
    `would grow from ${compressedSize} to ${uncompressedSize} bytes, more than a recording does ` +
    `(${maxCompressionRatio} times, ${maxEntryBytes} bytes); if it is one, unpack it and import the file.`
  );
}

/** @throws {NoHeartRate} where the archive is the workbook of a spreadsheet, which is a zip too. */
export function refuseWorkbook(name: string): void {
  if (name !== 'xl/workbook.xml') return;
  throw new NoHeartRate('is a workbook of Excel; save its sheet as "CSV UTF-8" and import that.');
}

/**
 * @param unpacked bytes of all entries so far: each may be within the limits, and not all together.
 * @throws {DamagedFile}
 */
export function refuseBomb(unpacked: number, size: number): void {
  if (unpacked <= harmlessBytes || unpacked <= size * maxCompressionRatio) return;
  throw new DamagedFile(
    `would grow to more than ${maxCompressionRatio} times its size, as no export does; if it is one, unpack it and import what is in it.`,
  );
}

export function tooManyEntries(): DamagedFile {
  return new DamagedFile(`holds more than ${maxEntries} entries; import the files in it.`);
}

export function damagedEntry(why: string, cause?: unknown): DamagedFile {
  const what = `is damaged or incomplete in its archive (${why}); copy or download it again.`;
  return new DamagedFile(what, { cause });
}

export const wrongChecksum = 'its checksum does not match';
