/** The headers of a zip archive's files, each in front of its data: what is left to read by where the directory is lost. */
import { read } from 'node:fs';
import { promisify } from 'node:util';
import type { OpenZip } from './zipEntry.ts';

const readAt = promisify(read);

export interface LocalHeader {
  nameRaw: Buffer;
  flags: number;
  method: number;
  crc32: number;
  /** Bytes; what the header says, which is nothing where `isStreamed`. */
  compressedSize: number;
  uncompressedSize: number;
  /** Whether checksum and sizes stand behind the data only. */
  isStreamed: boolean;
  /** Where the data begins, in bytes. */
  dataAt: number;
}

/**
 * What stands at a place between two files: a header, the beginning of the directory (`directory`),
 * the archive's end, in the middle of a header too (`end`), or none of these (`strange`).
 */
export type Found = LocalHeader | 'directory' | 'end' | 'strange';

const headerSize = 30;
const signatureSize = 4;
const fileSignature = 'PK\x03\x04';
/** Of the directory's entries, of what may stand before them, and of the ends of the directory. */
const directorySignatures = ['PK\x01\x02', 'PK\x06\x08', 'PK\x06\x06', 'PK\x05\x06'];

/** @param at bytes from the archive's beginning. */
export async function headerAt(zip: OpenZip, at: number): Promise<Found> {
  const fixed = await bytesAt(zip, at, headerSize);
  const signature = fixed.toString('latin1', 0, signatureSize);
  const known = [fileSignature, ...directorySignatures].some((one) => one.startsWith(signature));
  if (!known) return 'strange';
  if (directorySignatures.includes(signature)) return 'directory';
  if (fixed.length < headerSize) return 'end';
  const nameLength = fixed.readUInt16LE(26);
  const extraLength = fixed.readUInt16LE(28);
  const rest = await bytesAt(zip, at + headerSize, nameLength + extraLength);
  if (rest.length < nameLength + extraLength) return 'end';
  const flags = fixed.readUInt16LE(6);
  return {
    nameRaw: rest.subarray(0, nameLength),
    flags,
    method: fixed.readUInt16LE(8),
    crc32: fixed.readUInt32LE(14),
    ...sizesOf(fixed, rest.subarray(nameLength)),
    isStreamed: (flags & 8) !== 0,
    dataAt: at + headerSize + rest.length,
  };
}

const inExtra = 0xffffffff;

/** Sizes of 4 GB and more stand in the extra field of Zip64, the unpacked one first. */
function sizesOf(fixed: Buffer, extra: Buffer) {
  const compressedSize = fixed.readUInt32LE(18);
  const uncompressedSize = fixed.readUInt32LE(22);
  if (compressedSize !== inExtra && uncompressedSize !== inExtra) {
    return { compressedSize, uncompressedSize };
  }
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
    if (extra.readUInt16LE(at) !== 1 || at + 20 > extra.length) continue;
    return {
      uncompressedSize: Number(extra.readBigUInt64LE(at + 4)),
      compressedSize: Number(extra.readBigUInt64LE(at + 12)),
    };
  }
  return { compressedSize, uncompressedSize };
}

/** What the data of a file came to. */
export interface Measured {
  crc32: number;
  compressedSize: number;
  uncompressedSize: number;
}

const longestDescriptor = 24;

/**
 * What a packer that does not seek back writes behind the data: with a signature or without, sizes
 * of 4 bytes or of 8.
 * @returns its length in bytes; `end` where the archive ends before it does, undefined where it says
 * anything else.
 */
export async function descriptorAt(
  zip: OpenZip,
  at: number,
  { crc32, compressedSize, uncompressedSize }: Measured,
): Promise<number | 'end' | undefined> {
  const bytes = await bytesAt(zip, at, longestDescriptor);
  for (const signature of ['PK\x07\x08', '']) {
    for (const width of [4, 8]) {
      const expected = Buffer.alloc(signature.length + 4 + 2 * width);
      expected.write(signature, 'latin1');
      expected.writeUInt32LE(crc32, signature.length);
      for (const [i, size] of [compressedSize, uncompressedSize].entries()) {
        const place = signature.length + 4 + i * width;
        if (width === 4) expected.writeUInt32LE(size % 2 ** 32, place);
        else expected.writeBigUInt64LE(BigInt(size), place);
      }
      if (bytes.subarray(0, expected.length).equals(expected)) return expected.length;
      if (bytes.length < longestDescriptor && expected.subarray(0, bytes.length).equals(bytes)) {
        return 'end';
      }
    }
  }
  return undefined;
}

/** Fewer where the archive ends. */
async function bytesAt({ fd, size }: OpenZip, at: number, length: number): Promise<Buffer> {
  const bytes = Buffer.alloc(Math.max(0, Math.min(length, size - at)));
  for (let done = 0; done < bytes.length; ) {
    const { bytesRead } = await readAt(fd, bytes, done, bytes.length - done, at + done);
    if (bytesRead === 0) return bytes.subarray(0, done);
    done += bytesRead;
  }
  return bytes;
}
