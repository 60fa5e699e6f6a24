/** The beginning of a stream of bytes, looked at before anybody decides what to do with the whole. */
import { type FileHead, headLength } from './kind.ts';

export class PeekedFile {
  readonly head: FileHead;
  readonly #first: Buffer;
  readonly #rest: AsyncIterator<Buffer>;

  private constructor(name: string, first: Buffer, rest: AsyncIterator<Buffer>) {
    const bytes = first.subarray(0, headLength);
    const text = new TextDecoder('utf-8').decode(bytes, { stream: true });
    this.head = { bytes, text, name };
    this.#first = first;
    this.#rest = rest;
  }

  /** Reads until the head is there; a stream may begin with a few bytes. */
  static async open(name: string, chunks: AsyncIterable<Buffer>): Promise<PeekedFile> {
    const rest = chunks[Symbol.asyncIterator]();
    const first: Buffer[] = [];
    for (let length = 0; length < headLength; ) {
      const { value, done } = await rest.next();
      if (done) break;
      first.push(value);
      length += value.length;
    }
    return new PeekedFile(name, Buffer.concat(first), rest);
  }

  /** The whole file from its first byte; once. */
  async *chunks(): AsyncGenerator<Buffer> {
    try {
      if (this.#first.length > 0) yield this.#first;
      for (let next = await this.#rest.next(); !next.done; next = await this.#rest.next()) {
        yield next.value;
      }
    } finally {
      await this.close();
    }
  }

  /** Leaves what was not read. */
  async close(): Promise<void> {
    await this.#rest.return?.();
  }
}
