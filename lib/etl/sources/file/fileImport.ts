/**
 * An import: files read once, streaming, their rows put aside by person and calendar date, and from
 * there a source for each person.
 */
import { HeartlineError } from '#lib/errors.ts';
import type { RawHeartRate, RejectedRecord, Source } from '../../types.ts';
import { importCancelled, shown, unreadable } from './failures.ts';
import { inputsOf, sizeOfFile } from './inputs.ts';
import { NoTable } from './lines.ts';
import { RowCollector } from './rowCollector.ts';
import { file as fileSource } from './source.ts';
import { Spool } from './spool.ts';
import { documentsOf, refusedDocument, refusedOf } from './spooledRows.ts';
import { type ImportSubject, unattributed } from './subjects.ts';
import { openTable } from './table.ts';

export interface FileImportOptions {
  /** Paths, in the order of the command line: of two rows for one instant the later one wins. */
  files: readonly string[];
  /** IANA zone in which times without an offset are meant, and by whose days rows are grouped. */
  timeZone: string;
  /** The header of the column that names the person, or true for the recognised one. */
  userColumn?: string | true;
  /** Folder for the rows that are put aside; `close` removes them. */
  spoolDir: string;
  signal?: AbortSignal;
  onProgress?(progress: ImportProgress): void;
}

export interface ImportProgress {
  /** Of the files as they lie on disk. */
  bytesRead: number;
  bytesTotal: number;
  rows: number;
}

export interface FileImport {
  subjects: readonly ImportSubject[];
  /** Rows of data in all files. */
  rows: number;
  /** Sentences on what was left out, such as an archive's entries that are no heart rate. */
  notes: readonly string[];
  /** How many rows are no reading, and these rows; `sourceFor` hands them over as well. */
  rejectedCount: number;
  rejected(): AsyncIterable<RejectedRecord>;
  /**
   * A source with this person's documents, all of them, whatever window is asked for: what a file
   * holds is stored or refused, never passed over. One document a calendar date, ascending, its
   * readings in the order of files and lines; before them, in documents without readings, the rows
   * that are none. The first person also gets the rows of which nobody can say whose they are.
   */
  sourceFor(subject: string | undefined): Source;
  /** Removes what was put aside. Call it always. */
  close(): Promise<void>;
}

/** Names shown of an archive's entries that were left out. */
const namesShown = 20;

/**
 * Reads the files through, so that whatever is wrong with them shows before anything is stored.
 * Memory is bounded whatever their size.
 * @throws {HeartlineError} FILE_UNREADABLE for a file that is missing, no CSV or zip of CSV, damaged,
 * or without rows; INVALID_INPUT for several people without `userColumn`, or whose ids collide;
 * CANCELLED when `signal` aborts; DATA_FOLDER_UNUSABLE where rows cannot be put aside.
 */
export async function openFileImport(options: FileImportOptions): Promise<FileImport> {
  if (options.files.length === 0) {
    throw new HeartlineError('INVALID_INPUT', 'No file is named; name the CSV or zip files.');
  }
  let bytesTotal = 0;
  for (const path of options.files) bytesTotal += await sizeOfFile(path);
  const spool = await Spool.open(options.spoolDir);
  try {
    const collector = new RowCollector(spool, options.timeZone, options.userColumn !== undefined);
    const reader = new FilesReader(options, collector, bytesTotal);
    for (const path of options.files) await reader.read(path);
    const subjects = collector.subjects(options.files);
    await spool.write();
    return new OpenImport(spool, collector, subjects, reader.notes, options.timeZone);
  } catch (error) {
    await spool.close();
    throw error;
  }
}

class FilesReader {
  readonly notes: string[] = [];
  readonly #options: FileImportOptions;
  readonly #collector: RowCollector;
  readonly #bytesTotal: number;
  #bytesRead = 0;

  constructor(options: FileImportOptions, collector: RowCollector, bytesTotal: number) {
    this.#options = options;
    this.#collector = collector;
    this.#bytesTotal = bytesTotal;
  }

  async read(path: string): Promise<void> {
    const skipped: string[] = [];
    let tables = 0;
    const count = (bytes: number) => {
      this.#bytesRead += bytes;
    };
    for await (const { origin, archived, chunks } of inputsOf(path, count)) {
      this.#check();
      const table = await openTable(chunks, this.#options.userColumn).catch((error: unknown) => {
        if (!(error instanceof NoTable)) throw error;
        if (!archived) throw unreadable(path, error.message, error);
        skipped.push(`${origin} ${error.message}`);
      });
      if (!table) continue;
      tables += 1;
      this.#collector.begin(origin, table.columns);
      await this.#readRows(origin, table.rows);
      if (this.#collector.end() === 0) this.notes.push(`${origin} has a header and no rows.`);
    }
    this.#check();
    this.#noteSkipped(path, skipped, tables);
  }

  async #readRows(origin: string, batches: AsyncIterable<Parameters<RowCollector['add']>[0][]>) {
    try {
      for await (const rows of batches) {
        for (const row of rows) this.#collector.add(row);
        await this.#collector.writeWhenFull();
        this.#check();
      }
    } catch (error) {
      throw error instanceof NoTable ? unreadable(origin, error.message, error) : error;
    }
  }

  #check(): void {
    if (this.#options.signal?.aborted) throw importCancelled();
    this.#options.onProgress?.({
      bytesRead: Math.min(Math.round(this.#bytesRead), this.#bytesTotal),
      bytesTotal: this.#bytesTotal,
      rows: this.#collector.rows,
    });
  }

  #noteSkipped(path: string, skipped: readonly string[], tables: number): void {
    const more = skipped.length - namesShown;
    const list = skipped.slice(0, namesShown).map((what) => shown(what, 400));
    if (more > 0) list.push(`and ${more} more`);
    if (tables > 0) this.notes.push(...list.map((what) => `Skipped: ${what}`));
    else if (skipped.length > 0) {
      throw unreadable(path, `holds no heart-rate CSV.\n  ${list.join('\n  ')}`);
    } else {
      throw unreadable(path, 'is an archive without files; check that it is complete.');
    }
  }
}

class OpenImport implements FileImport {
  readonly subjects: readonly ImportSubject[];
  readonly notes: readonly string[];
  readonly rows: number;
  readonly rejectedCount: number;
  readonly #spool: Spool;
  readonly #collector: RowCollector;
  readonly #timeZone: string;

  constructor(
    spool: Spool,
    collector: RowCollector,
    subjects: readonly ImportSubject[],
    notes: readonly string[],
    timeZone: string,
  ) {
    this.#timeZone = timeZone;
    this.#spool = spool;
    this.#collector = collector;
    this.subjects = subjects;
    this.notes = notes;
    this.rows = collector.rows;
    this.rejectedCount = collector.rejected;
  }

  async *rejected(): AsyncGenerator<RejectedRecord> {
    for (const owner of this.#collector.owners()) {
      for await (const records of refusedOf(this.#spool, owner, this.#collector.origins)) {
        yield* records;
      }
    }
  }

  sourceFor(subject: string | undefined): Source {
    const index = this.subjects.findIndex((known) => known.subject === subject);
    if (index < 0) throw new Error(`the import has no subject ${subject}`);
    return {
      ...fileSource,
      extractors: { heart_rate: ({ signal }) => this.#documents(subject, index === 0, signal) },
    };
  }

  async *#documents(
    subject: string | undefined,
    isFirst: boolean,
    signal: AbortSignal,
  ): AsyncGenerator<RawHeartRate> {
    const { origins } = this.#collector;
    if (isFirst && subject !== undefined) {
      for await (const records of refusedOf(this.#spool, unattributed, origins)) {
        yield refusedDocument(records);
      }
    }
    const owner = this.#collector.ownerOf(subject);
    for await (const document of documentsOf(this.#spool, owner, origins)) {
      if (signal.aborted) throw importCancelled();
      yield { ...document, timeZone: this.#timeZone };
    }
  }

  close(): Promise<void> {
    return this.#spool.close();
  }
}
