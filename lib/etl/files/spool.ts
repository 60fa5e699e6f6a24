/**
 * Rows put aside on disk and read back by owner and date, with bounded memory whatever their number.
 * What is in memory is written as a *run* when it is full: for each owner a section, its dates
 * ascending. Reading merges the owner's sections, so that each date comes out in the order of adding.
 */
import { type FileHandle, mkdir, mkdtemp, open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { HeartlineError, messageOf } from '#lib/errors.ts';

/** A stretch of the spool file: one owner's rows of one run. */
interface Section {
  offset: number;
  length: number;
  firstKey: string;
}

/** Whole rows of one key, in the order of adding; a key may come in several batches. */
export interface Batch {
  key: string;
  bytes: Buffer;
}

export interface SpoolLimits {
  /** Bytes in memory before they are written. */
  bytes: number;
}

const defaultLimits: SpoolLimits = { bytes: 12 * 2 ** 20 };

/** Bytes of a key's first block in memory, and of its later ones at most. */
const firstBlock = 1_024;
const largestBlock = 64 * 1024;

/** Bytes read and written at once. */
const windowSize = 128 * 1024;
const pieceSize = 2 ** 20;

/** Bytes before each block on disk: its length and that of the key that follows. */
const headerSize = 6;

/** Rows of one key in memory. */
class Block {
  readonly bytes: Buffer;
  length = 0;

  constructor(bytes: Buffer) {
    this.bytes = bytes;
  }
}

export class Spool {
  readonly #dir: string;
  readonly #file: FileHandle;
  readonly #limits: SpoolLimits;
  #pending = new Map<string, Map<string, Block[]>>();
  #pendingBytes = 0;
  /** Largest blocks that were written, to be filled again: left to the collector they would pile up. */
  #spare: Buffer[] = [];
  /** Rows come in stretches of one owner and key: the block that took the last one. */
  #last: { owner: string; key: string; block: Block } | undefined;
  #size = 0;
  /** What is written next, as one. */
  readonly #piece = Buffer.alloc(pieceSize);
  #pieceLength = 0;
  readonly #sections = new Map<string, Section[]>();

  private constructor(dir: string, file: FileHandle, limits: SpoolLimits) {
    this.#dir = dir;
    this.#file = file;
    this.#limits = limits;
  }

  /**
   * @param parent folder in which the spool makes one of its own, readable by this user only.
   * @throws {HeartlineError} DATA_FOLDER_UNUSABLE where it cannot be written.
   */
  static async open(parent: string, limits: SpoolLimits = defaultLimits): Promise<Spool> {
    try {
      await mkdir(parent, { recursive: true });
      const dir = await mkdtemp(join(parent, 'import-'));
      const rows = await open(join(dir, 'rows'), 'wx+', 0o600);
      // Without a name it is gone when the process is, even by kill -9; Windows keeps open files.
      if (process.platform !== 'win32') await rm(dir, { recursive: true });
      return new Spool(dir, rows, limits);
    } catch (error) {
      throw unusable(parent, error);
    }
  }

  /**
   * Adds a row of `length` bytes.
   * @param write puts the row into `bytes` from `at` on, all of its `length` bytes.
   */
  add(
    owner: string,
    key: string,
    length: number,
    write: (bytes: Buffer, at: number) => void,
  ): void {
    const block = this.#blockFor(owner, key, length);
    write(block.bytes, block.length);
    block.length += length;
  }

  #blockFor(owner: string, key: string, length: number): Block {
    const last = this.#last;
    if (last && last.key === key && last.owner === owner) {
      if (last.block.length + length <= last.block.bytes.length) return last.block;
    }
    const keys = this.#pending.get(owner) ?? new Map<string, Block[]>();
    const blocks = keys.get(key) ?? [];
    let block = blocks.at(-1);
    if (!block || block.length + length > block.bytes.length) {
      const doubled = Math.min(block ? block.bytes.length * 2 : firstBlock, largestBlock);
      block = new Block(this.#bytesFor(Math.max(doubled, length)));
      blocks.push(block);
      this.#pendingBytes += block.bytes.length;
    }
    this.#pending.set(owner, keys.set(key, blocks));
    this.#last = { owner, key, block };
    return block;
  }

  #bytesFor(size: number): Buffer {
    const spare = size === largestBlock ? this.#spare.pop() : undefined;
    return spare ?? Buffer.alloc(size);
  }

  /** To be called between rows, as often as one likes. */
  async writeWhenFull(): Promise<void> {
    if (this.#pendingBytes >= this.#limits.bytes) await this.write();
  }

  /** Writes what is in memory as a run. To be called before reading. */
  async write(): Promise<void> {
    const pending = this.#pending;
    this.#pending = new Map();
    this.#pendingBytes = 0;
    this.#last = undefined;
    for (const [owner, keys] of pending) {
      const ordered = [...keys].sort(([a], [b]) => (a < b ? -1 : 1));
      const offset = this.#size;
      for (const [key, blocks] of ordered) await this.#writeBlocks(key, blocks);
      await this.#flush();
      const sections = this.#sections.get(owner) ?? [];
      const [firstKey = ''] = ordered[0] ?? [];
      sections.push({ offset, length: this.#size - offset, firstKey });
      this.#sections.set(owner, sections);
    }
  }

  async #writeBlocks(key: string, blocks: readonly Block[]): Promise<void> {
    for (const { bytes, length } of blocks) {
      const header = headerOf(key, length);
      if (this.#pieceLength + header.length + length > pieceSize) await this.#flush();
      if (header.length + length > pieceSize) {
        await this.#append(Buffer.concat([header, bytes.subarray(0, length)]));
      } else {
        header.copy(this.#piece, this.#pieceLength);
        bytes.copy(this.#piece, this.#pieceLength + header.length, 0, length);
        this.#pieceLength += header.length + length;
      }
      if (bytes.length === largestBlock) this.#spare.push(bytes);
    }
  }

  async #flush(): Promise<void> {
    const bytes = this.#piece.subarray(0, this.#pieceLength);
    this.#pieceLength = 0;
    await this.#append(bytes);
  }

  async #append(bytes: Buffer): Promise<void> {
    for (let written = 0; written < bytes.length; ) {
      const result = await this.#file
        .write(bytes, written, bytes.length - written, this.#size + written)
        .catch((error: unknown) => {
          throw unusable(this.#dir, error);
        });
      written += result.bytesWritten;
    }
    this.#size += bytes.length;
  }

  /** An owner's rows, keys ascending, each key's rows in the order of adding. */
  async *read(owner: string): AsyncGenerator<Batch> {
    const sections = this.#sections.get(owner) ?? [];
    let cursors = sections.map((section) => new Cursor(this.#file, section));
    while (cursors.length > 0) {
      const key = cursors.reduce((least, cursor) => (cursor.key < least ? cursor.key : least), '~');
      for (const cursor of cursors) {
        while (!cursor.done && cursor.key === key) yield { key, bytes: await cursor.take() };
      }
      cursors = cursors.filter((cursor) => !cursor.done);
    }
  }

  /** Ends the spool and removes what it wrote. */
  async close(): Promise<void> {
    await this.#file.close();
    await rm(this.#dir, { recursive: true, force: true });
  }
}

function headerOf(key: string, length: number): Buffer {
  const name = Buffer.from(key);
  const header = Buffer.alloc(headerSize + name.length);
  header.writeUInt32LE(length, 0);
  header.writeUInt16LE(name.length, 4);
  name.copy(header, headerSize);
  return header;
}

function unusable(dir: string, error: unknown): HeartlineError {
  return new HeartlineError(
    'DATA_FOLDER_UNUSABLE',
    `Rows of the import cannot be put aside in ${dir} (${messageOf(error)}); make room there or set DATA_DIR to another folder.`,
    { cause: error },
  );
}

/** One section being read: the key of the block that is next, and a window of bytes from there on. */
class Cursor {
  key: string;
  done = false;
  readonly #file: FileHandle;
  #offset: number;
  readonly #end: number;
  #window: Buffer = Buffer.alloc(0);

  constructor(file: FileHandle, section: Section) {
    this.#file = file;
    this.#offset = section.offset;
    this.#end = section.offset + section.length;
    this.key = section.firstKey;
  }

  /** The next block; moves on to the one behind it, or to the end. */
  async take(): Promise<Buffer> {
    const { length, size } = await this.#header();
    await this.#fill(size + length);
    const bytes = this.#window.subarray(size, size + length);
    this.#window = this.#window.subarray(size + length);
    this.done = this.#window.length === 0 && this.#offset === this.#end;
    if (!this.done) this.key = (await this.#header()).key;
    return bytes;
  }

  async #header(): Promise<{ key: string; length: number; size: number }> {
    await this.#fill(headerSize);
    const size = headerSize + this.#window.readUInt16LE(4);
    await this.#fill(size);
    const key = this.#window.toString('utf8', headerSize, size);
    return { key, length: this.#window.readUInt32LE(0), size };
  }

  async #fill(needed: number): Promise<void> {
    while (this.#window.length < needed) {
      const wanted = Math.min(Math.max(windowSize, needed), this.#end - this.#offset);
      const block = Buffer.alloc(wanted);
      const { bytesRead } = await this.#file.read(block, 0, wanted, this.#offset);
      if (bytesRead === 0) throw new Error('the spool of the import ends too early');
      this.#offset += bytesRead;
      this.#window = Buffer.concat([this.#window, block.subarray(0, bytesRead)]);
    }
  }
}
