/** Text that is not UTF-8, as spreadsheets and older programs write it: read as what it is. */
import { PeekedFile } from './peek.ts';

/**
 * The file as UTF-8, where it is text in UTF-16 or in the 8-bit code of western Windows; otherwise
 * the same file. Told by its beginning.
 */
export async function asUtf8(file: PeekedFile): Promise<PeekedFile> {
  const encoding = encodingOf(file.head.bytes);
  if (encoding === undefined) return file;
  return await PeekedFile.open(file.head.name, transcoded(file.chunks(), encoding));
}

type Encoding = 'utf-16le' | 'utf-16be' | 'windows-1252';

function encodingOf(bytes: Buffer): Encoding | undefined {
  const mark = bytes.length >= 2 ? bytes.readUInt16BE(0) : 0;
  if (mark === 0xfffe) return 'utf-16le';
  if (mark === 0xfeff) return 'utf-16be';
  if (!bytes.includes(0)) return isText(bytes) && !isUtf8(bytes) ? 'windows-1252' : undefined;
  // Latin text in UTF-16 without its mark is every other byte 0.
  if (bytes.length < 4) return undefined;
  const zeros = bytes[0] === 0 ? 0 : 1;
  const alternate = bytes.every((byte, i) => (byte === 0) === (i % 2 === zeros));
  if (!alternate) return undefined;
  return zeros === 0 ? 'utf-16be' : 'utf-16le';
}

/** Whether no control character is in it that only binary data have. */
function isText(bytes: Buffer): boolean {
  return bytes.every((byte) => byte >= 0x20 || (byte >= 0x09 && byte <= 0x0d));
}

function isUtf8(bytes: Buffer): boolean {
  try {
    // As a stream: the beginning of a file may end within a character.
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}

async function* transcoded(
  chunks: AsyncIterable<Buffer>,
  encoding: Encoding,
): AsyncGenerator<Buffer> {
  const decoder = new TextDecoder(encoding);
  for await (const chunk of chunks) yield Buffer.from(decoder.decode(chunk, { stream: true }));
  yield Buffer.from(decoder.decode());
}
