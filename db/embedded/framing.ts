/**
 * Frames of the Postgres wire protocol, version 3: cutting the byte stream of a client into
 * messages, and building the few messages this server says itself.
 * https://www.postgresql.org/docs/17/protocol-message-formats.html
 */

/** One message as it stands on the wire: type byte, length, body. */
export interface Message {
  /** The type letter, `''` for the untyped first packet of a connection. */
  type: string;
  body: Buffer;
}

/** Thrown for a stream that cannot be Postgres' protocol; the connection cannot be saved. */
export class FramingError extends Error {
  override readonly name = 'FramingError';
}

/** The limit of an untyped first packet, as in the server (MAX_STARTUP_PACKET_LENGTH). */
const largestStartup = 10_000;
/** The limit of any other message. Postgres allows 1 GB, which WebAssembly's 4 GB would not survive. */
const largestMessage = 256 * 1024 * 1024;

/**
 * Collects chunks and gives back whole messages. A message of many chunks is joined once, when
 * its last byte is there, so a 5 MB parameter costs one copy and not one a chunk.
 */
export class MessageReader {
  #chunks: Buffer[] = [];
  #size = 0;

  push(chunk: Buffer): void {
    this.#chunks.push(chunk);
    this.#size += chunk.length;
  }

  /** The untyped first packet (start-up, SSL, GSS or cancel request), or undefined until it is complete. */
  nextStartup(): Message | undefined {
    if (this.#size < 4) return undefined;
    const length = this.#peek(4).readInt32BE(0);
    if (length < 8 || length > largestStartup) {
      throw new FramingError(`invalid length of start-up packet: ${length}`);
    }
    if (this.#size < length) return undefined;
    return { type: '', body: this.#take(length).subarray(4) };
  }

  /** The next typed message, or undefined until it is complete. */
  next(): Message | undefined {
    if (this.#size < 5) return undefined;
    const header = this.#peek(5);
    const length = header.readInt32BE(1);
    if (length < 4 || length > largestMessage) {
      throw new FramingError(`invalid length of message: ${length} (at most ${largestMessage})`);
    }
    if (this.#size < length + 1) return undefined;
    const whole = this.#take(length + 1);
    return { type: String.fromCharCode(whole.readUInt8(0)), body: whole.subarray(5) };
  }

  #peek(bytes: number): Buffer {
    const first = this.#chunks[0];
    if (first !== undefined && first.length >= bytes) return first;
    this.#join();
    return this.#chunks[0] ?? Buffer.alloc(0);
  }

  #take(bytes: number): Buffer {
    if ((this.#chunks[0]?.length ?? 0) < bytes) this.#join();
    const first = this.#chunks[0] ?? Buffer.alloc(0);
    if (first.length === bytes) this.#chunks.shift();
    else this.#chunks[0] = first.subarray(bytes);
    this.#size -= bytes;
    return first.subarray(0, bytes);
  }

  #join(): void {
    this.#chunks = [Buffer.concat(this.#chunks, this.#size)];
  }
}

/** A zero-terminated string. */
export function cString(text: string): Buffer {
  return Buffer.from(`${text}\0`);
}

/** A message with its type and length in front. */
export function frame(type: string, ...parts: Uint8Array[]): Buffer {
  const length = parts.reduce((sum, part) => sum + part.length, 4);
  const header = Buffer.alloc(5);
  header.write(type, 'latin1');
  header.writeInt32BE(length, 1);
  return Buffer.concat([header, ...parts], length + 1);
}

/** A 32-bit integer in network order. */
export function int32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
}

/** Reads the zero-terminated string at `offset`; `next` is the offset behind its zero. */
export function readCString(body: Buffer, offset: number): { text: string; next: number } {
  const end = body.indexOf(0, offset);
  if (end < 0) throw new FramingError('a string in a message has no end');
  return { text: body.toString('utf8', offset, end), next: end + 1 };
}

/** Copies the parts into a buffer of their own, so that it can be handed to another thread. */
export function joinForTransfer(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
  }
  return whole;
}
