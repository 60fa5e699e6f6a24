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

/** Rows of one key, in the order of adding; a key may come in several batches. */
export interface Batch {
  key: string;
  rows: string[];
}

export interface SpoolLimits {
  /** Rows in memory before they are written. */
  rows: number;
  /** Characters in memory before they are written. */
  characters: number;
}

const defaultLimits: SpoolLimits = { rows: 100_000, characters: 16_000_000 };

/** Rows of a batch, and bytes read at once. */
const batchRows = 5_000;
const blockSize = 64 * 1024;

/** Marks a line that names the key of those behind it; rows are JSON arrays and begin with `[`. */
const keyMark = '@';

export class Spool {
  readonly #dir: string;
  readonly #file: FileHandle;
  readonly #limits: SpoolLimits;
  #pending = new Map<string, Map<string, string[]>>();
  #pendingRows = 0;
  #pendingCharacters = 0;
  #size = 0;
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

  /** @param row one line of text that begins with `[`. */
  add(owner: string, key: string, row: string): void {
    const keys = this.#pending.get(owner) ?? new Map<string, string[]>();
    const rows = keys.get(key);
    if (rows) rows.push(row);
    else this.#pending.set(owner, keys.set(key, [row]));
    this.#pendingRows += 1;
    this.#pendingCharacters += row.length;
  }

  /** To be called between rows, as often as one likes. */
  async writeWhenFull(): Promise<void> {
    const { rows, characters } = this.#limits;
    if (this.#pendingRows >= rows || this.#pendingCharacters >= characters) await this.write();
  }

  /** Writes what is in memory as a run. To be called before reading. */
  async write(): Promise<void> {
    const pending = this.#pending;
    this.#pending = new Map();
    this.#pendingRows = 0;
    this.#pendingCharacters = 0;
    for (const [owner, keys] of pending) {
      const ordered = [...keys].sort(([a], [b]) => (a < b ? -1 : 1));
      const lines = ordered.flatMap(([key, rows]) => [keyMark + key, ...rows]);
      const bytes = Buffer.from(`${lines.join('\n')}\n`);
      await this.#append(bytes);
      const sections = this.#sections.get(owner) ?? [];
      const [firstKey = ''] = ordered[0] ?? [];
      sections.push({ offset: this.#size - bytes.length, length: bytes.length, firstKey });
      this.#sections.set(owner, sections);
    }
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
        while (!cursor.done && cursor.key === key) {
          const rows = await cursor.take(batchRows);
          if (rows.length > 0) yield { key, rows };
        }
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

function unusable(dir: string, error: unknown): HeartlineError {
  return new HeartlineError(
    'DATA_FOLDER_UNUSABLE',
    `Rows of the import cannot be put aside in ${dir} (${messageOf(error)}); make room there or set DATA_DIR to another folder.`,
    { cause: error },
  );
}

/** One section being read: the key it stands at, and the lines of the block in memory. */
class Cursor {
  key: string;
  done = false;
  readonly #file: FileHandle;
  #offset: number;
  readonly #end: number;
  #rest: Buffer = Buffer.alloc(0);
  #lines: string[] = [];
  #next = 0;

  constructor(file: FileHandle, section: Section) {
    this.#file = file;
    this.#offset = section.offset;
    this.#end = section.offset + section.length;
    this.key = section.firstKey;
  }

  /** At most `limit` rows of the present key; moves on to the next key, or to the end, behind its last. */
  async take(limit: number): Promise<string[]> {
    const rows: string[] = [];
    while (rows.length < limit) {
      if (this.#next === this.#lines.length && !(await this.#fill())) {
        this.done = true;
        break;
      }
      const line = this.#lines[this.#next] ?? '';
      this.#next += 1;
      if (!line.startsWith(keyMark)) {
        rows.push(line);
        continue;
      }
      const key = line.slice(keyMark.length);
      if (key === this.key) continue;
      this.key = key;
      break;
    }
    return rows;
  }

  async #fill(): Promise<boolean> {
    while (this.#offset < this.#end) {
      const wanted = Math.min(blockSize, this.#end - this.#offset);
      const block = Buffer.alloc(wanted);
      const { bytesRead } = await this.#file.read(block, 0, wanted, this.#offset);
      if (bytesRead === 0) throw new Error('the spool of the import ends too early');
      this.#offset += bytesRead;
      const bytes = Buffer.concat([this.#rest, block.subarray(0, bytesRead)]);
      const end = bytes.lastIndexOf(0x0a);
      this.#rest = bytes.subarray(end + 1);
      if (end < 0) continue;
      this.#lines = bytes.toString('utf8', 0, end).split('\n');
      this.#next = 0;
      return true;
    }
    return false;
  }
}
