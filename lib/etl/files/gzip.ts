/** Files compressed with gzip, as a stream. */

import type { EventEmitter } from 'node:events';
import { once } from 'node:events';
import { createGunzip } from 'node:zlib';
import { messageOf } from '#lib/errors.ts';
import { harmlessBytes, maxCompressionRatio } from './archive.ts';
import { DamagedFile } from './kind.ts';

const chunkSize = 256 * 1024;

/** Whether the bytes begin as gzip does. */
export function isGzip(bytes: Buffer): boolean {
  return bytes.length >= 2 && bytes.readUInt16BE(0) === 0x1f8b;
}

/**
 * What is packed in it; several members behind each other are one file.
 * @throws {DamagedFile} where it is cut off or damaged, or grows as only a bomb does.
 */
export async function* unpackGzip(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const gunzip = createGunzip({ chunkSize });
  let packed = 0;
  let unpacked = 0;
  const feeding = feed(chunks, gunzip, (count) => {
    packed += count;
  });
  try {
    for await (const chunk of gunzip) {
      const bytes: Buffer = Buffer.isBuffer(chunk) ? chunk : Buffer.from(chunk);
      unpacked += bytes.length;
      if (unpacked > harmlessBytes && unpacked > packed * maxCompressionRatio) throw bomb();
      yield bytes;
    }
  } catch (error) {
    if (error instanceof DamagedFile) throw error;
    const why = messageOf(error).replace(/\.$/, '');
    const what = `is damaged or incomplete gzip (${why}); copy or download it again.`;
    throw new DamagedFile(what, { cause: error });
  } finally {
    gunzip.destroy();
    await feeding;
  }
}

function bomb(): DamagedFile {
  return new DamagedFile(
    `cannot be unpacked: it grows to more than ${maxCompressionRatio} times its size, as no ` +
      'recording does; if it is one, unpack it and import what is in it.',
  );
}

/** A stream to be written to, of Node or of a library's own making. */
interface Sink extends EventEmitter {
  readonly destroyed: boolean;
  write(chunk: Buffer): boolean;
  end(chunk?: undefined): unknown;
  destroy(error?: Error): void;
}

/**
 * Writes chunks into a stream as it takes them, and ends it; what goes wrong with them destroys it.
 * Resolves when nothing is read any more, also where the stream was closed before its end.
 */
export async function feed(
  chunks: AsyncIterable<Buffer>,
  sink: Sink,
  onBytes: (count: number) => void = () => {},
): Promise<void> {
  const closed = once(sink, 'close').catch(() => {});
  try {
    for await (const chunk of chunks) {
      if (sink.destroyed) return;
      onBytes(chunk.length);
      if (!sink.write(chunk)) await Promise.race([once(sink, 'drain').catch(() => {}), closed]);
    }
    sink.end();
  } catch (error) {
    sink.destroy(error instanceof Error ? error : new Error(messageOf(error)));
  }
}
