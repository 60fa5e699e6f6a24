/**
 * Zip archives that have lost the directory at their end, as a download that broke off: the files by
 * the headers in front of them, up to the cut.
 */
import { createReadStream } from 'node:fs';
import { crc32, createInflateRaw } from 'node:zlib';
import { getFileNameLowLevel } from 'yauzl';
import { messageOf } from '#lib/errors.ts';
import {
  type ArchiveEntry,
  CutArchive,
  cutBehind,
  cutInMiddle,
  harmlessBytes,
  maxCompressionRatio,
  maxEntries,
  maxEntryBytes,
} from './archive.ts';
import { shown } from './failures.ts';
import { feed } from './gzip.ts';
import { DamagedFile } from './kind.ts';
import { descriptorAt, headerAt, type LocalHeader, type Measured } from './localHeaders.ts';
import {
  damagedEntry,
  deflated,
  type OpenZip,
  problemOf,
  refuseBomb,
  refuseWorkbook,
  tooManyEntries,
  wrongChecksum,
} from './zipEntry.ts';

/**
 * Each one's chunks are to be read, or left, before the next one is asked for. A file is taken where
 * its data is whole and its checksum matches; links cannot be told from files here, and hold no rows.
 * @param lost what is wrong with the archive as such: thrown where no file of it is whole, or where
 * anything but a file follows one, so that all is in doubt.
 * @throws {CutArchive} behind the last file that is there.
 */
export async function* cutZipEntries(
  zip: OpenZip,
  lost: DamagedFile,
  onBytes: (count: number) => void,
): AsyncGenerator<ArchiveEntry> {
  let unpacked = 0;
  let entries = 0;
  let whole = 0;
  for (let at = 0; ; ) {
    const header = await headerAt(zip, at);
    if (header === 'strange') throw lost;
    if (typeof header === 'string') throw whole === 0 ? lost : endOf(header, whole, lost);
    entries += 1;
    if (entries > maxEntries) throw tooManyEntries();
    const entry = new LocalEntry(zip, header, onBytes);
    refuseWorkbook(entry.name);
    const { problem } = entry;
    const isFile = !entry.name.endsWith('/');
    if (isFile) yield problem === undefined ? entry : { name: entry.name, problem };
    const next = await entry.end().catch((error: unknown) => {
      throw error instanceof LastEntry && whole > 0 ? cutBehind(whole, lost) : lost;
    });
    if (isFile) whole += 1;
    unpacked += entry.unpacked;
    refuseBomb(unpacked, zip.size);
    at = next;
  }
}

/** The cut may lie behind all files, in the directory, of which nothing is needed any more. */
function endOf(found: 'directory' | 'end', whole: number, lost: DamagedFile): CutArchive {
  if (found === 'end') return cutBehind(whole, lost);
  const what = `is cut short in the directory at its end, which is not needed: all that it holds (${whole === 1 ? '1 entry' : `${whole} entries`}) lies before that, and was looked at.`;
  return new CutArchive(what, { cause: lost });
}

/** A file behind which nothing can be found any more: the archive breaks off in it, or its end is untold. */
class LastEntry extends DamagedFile {}

const endUntold =
  'does not say where it ends, which only the directory at the end of its archive would tell, and that is lost; copy or download the archive again.';

class LocalEntry {
  readonly name: string;
  /** Why nothing of it is read. */
  readonly problem: string | undefined;
  readonly #zip: OpenZip;
  readonly #header: LocalHeader;
  readonly #onBytes: (count: number) => void;
  /** Where the next header is looked for; of a streamed file known when it was read to its end. */
  #end: number | undefined;
  #unpacked = 0;

  constructor(zip: OpenZip, header: LocalHeader, onBytes: (count: number) => void) {
    const { flags, nameRaw, isStreamed, dataAt, compressedSize } = header;
    this.#zip = zip;
    this.#header = header;
    this.#onBytes = onBytes;
    if (!isStreamed) this.#end = dataAt + compressedSize;
    this.name = shown(getFileNameLowLevel(flags, nameRaw, [], false));
    this.problem = this.#problem();
  }

  /** Bytes that came of it. */
  get unpacked(): number {
    return this.#unpacked;
  }

  /** @throws {LastEntry} where the archive breaks off in it; {DamagedFile} where it is not what was packed. */
  get chunks(): AsyncIterable<Buffer> {
    return this.#content(this.#onBytes);
  }

  /**
   * Where it ends, in bytes; what was left of it is read through where only its data can tell.
   * @throws {LastEntry} where nothing can be found behind it; {DamagedFile} where it is damaged so
   * that it does not tell.
   */
  async end(): Promise<number> {
    if (this.#end === undefined && this.#isUntold) throw new LastEntry(endUntold);
    if (this.#end === undefined) for await (const _ of this.#content(() => {}));
    if (this.#end === undefined || this.#end > this.#zip.size) throw new LastEntry(cutInMiddle);
    return this.#end;
  }

  get #isEncrypted(): boolean {
    return (this.#header.flags & 1) !== 0;
  }

  /** Whether not even its data tells where it ends. */
  get #isUntold(): boolean {
    const { isStreamed, method } = this.#header;
    return isStreamed && (method !== deflated || this.#isEncrypted);
  }

  #problem(): string | undefined {
    const { name } = this;
    const { method, isStreamed, compressedSize, uncompressedSize } = this.#header;
    const sizes = isStreamed
      ? { compressedSize: 0, uncompressedSize: 0 }
      : { compressedSize, uncompressedSize };
    const problem = problemOf({ name, isEncrypted: this.#isEncrypted, method, ...sizes });
    if (problem !== undefined) return problem;
    if (this.#isUntold) return endUntold;
    return (this.#end ?? 0) > this.#zip.size ? cutInMiddle : undefined;
  }

  async *#content(onBytes: (count: number) => void): AsyncGenerator<Buffer> {
    const { dataAt, method, isStreamed } = this.#header;
    const packed = bytesOf(this.#zip, dataAt, this.#end ?? this.#zip.size);
    const came: Measured = { crc32: 0, compressedSize: 0, uncompressedSize: 0 };
    const unpacked = method === deflated ? inflated(packed) : storedAs(packed);
    try {
      for await (const { bytes, consumed } of unpacked) {
        onBytes(consumed - came.compressedSize);
        came.crc32 = crc32(bytes, came.crc32);
        came.uncompressedSize += bytes.length;
        came.compressedSize = consumed;
        this.#unpacked = came.uncompressedSize;
        this.#holdToLimits(came);
        if (bytes.length > 0) yield bytes;
      }
    } catch (error) {
      throw isEndMissing(error) ? new LastEntry(cutInMiddle, { cause: error }) : asDamaged(error);
    }
    if (isStreamed) this.#end = await this.#endBehind(came);
    else if (!isSame(came, this.#header)) throw damagedEntry(wrongChecksum);
  }

  #holdToLimits({ compressedSize, uncompressedSize }: Measured): void {
    const swells =
      uncompressedSize > harmlessBytes && uncompressedSize > compressedSize * maxCompressionRatio;
    if (!swells && uncompressedSize <= maxEntryBytes) return;
    throw new LastEntry(
      `grows to more than a recording does (${maxCompressionRatio} times its size, ${maxEntryBytes} bytes); if it is one, unpack it and import the file.`,
    );
  }

  /** By the descriptor behind its data, which proves the data too. */
  async #endBehind(came: Measured): Promise<number> {
    const behind = this.#header.dataAt + came.compressedSize;
    const length = await descriptorAt(this.#zip, behind, came);
    if (length === 'end') throw new LastEntry(cutInMiddle);
    if (length === undefined) throw damagedEntry(wrongChecksum);
    return behind + length;
  }
}

function isSame(came: Measured, header: LocalHeader): boolean {
  return came.crc32 === header.crc32 && came.uncompressedSize === header.uncompressedSize;
}

/** Some bytes, and how many of the archive's were needed for all up to them. */
interface Unpacked {
  bytes: Buffer;
  consumed: number;
}

async function* bytesOf({ fd }: OpenZip, from: number, to: number): AsyncGenerator<Buffer> {
  if (to <= from) return;
  const options = { fd, start: from, end: to - 1, autoClose: false, highWaterMark: chunkSize };
  for await (const chunk of createReadStream('', options)) {
    yield Buffer.isBuffer(chunk) ? chunk : Buffer.from(chunk);
  }
}

const chunkSize = 256 * 1024;

async function* storedAs(packed: AsyncIterable<Buffer>): AsyncGenerator<Unpacked> {
  let consumed = 0;
  for await (const bytes of packed) {
    consumed += bytes.length;
    yield { bytes, consumed };
  }
}

/** Ends where the compressed data does, whatever bytes come after it. */
async function* inflated(packed: AsyncIterable<Buffer>): AsyncGenerator<Unpacked> {
  const inflate = createInflateRaw({ chunkSize });
  const feeding = feed(packed, inflate);
  try {
    for await (const chunk of inflate) {
      const bytes: Buffer = Buffer.isBuffer(chunk) ? chunk : Buffer.from(chunk);
      yield { bytes, consumed: inflate.bytesWritten };
    }
    yield { bytes: Buffer.alloc(0), consumed: inflate.bytesWritten };
  } finally {
    inflate.destroy();
    await feeding;
  }
}

/** Whether there is merely no more of the compressed data. */
function isEndMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'Z_BUF_ERROR';
}

function asDamaged(error: unknown): DamagedFile {
  if (error instanceof DamagedFile) return error;
  return damagedEntry(messageOf(error).replace(/\.$/, ''), error);
}
