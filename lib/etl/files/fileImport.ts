/**
 * An import: files of whatever kind read once, streaming, their rows put aside by person and calendar
 * date, and from there a source for each person.
 */
import { HeartlineError } from '#lib/errors.ts';
import type { RawHeartRate, RawHeartRateSummary, RejectedRecord, Source } from '../types.ts';
import { documentsOf, figureDocumentsOf, refusedDocumentsOf } from './documents.ts';
import { importCancelled } from './failures.ts';
import { fileSource } from './fileSource.ts';
import { FilesReader } from './filesReader.ts';
import { asImportFile, type FileImportOptions, nameOf } from './importOptions.ts';
import { sizeOfFile } from './inputs.ts';
import { RowCollector } from './rowCollector.ts';
import { Spool } from './spool.ts';
import { figuresOf, type ImportSubject, ownerOf, unattributed } from './subjects.ts';

export interface FileImport {
  /** One for each person and kind of file; without `userColumn` one for each kind. */
  subjects: readonly ImportSubject[];
  /** Rows of data in all files, those of damaged ones excluded. */
  rows: number;
  /** Sentences on what was left out: what is damaged in an archive, and what is no heart rate. */
  notes: readonly string[];
  /** How many rows are no reading in themselves. */
  rejectedCount: number;
  /** These rows, and their twins in other files of the import; `sourceFor` hands them over as well. */
  rejected(): AsyncIterable<RejectedRecord>;
  /**
   * The source with a subject's documents, all of them, whatever window is asked for: what a file
   * holds is stored or refused, never passed over. One document a calendar date, ascending, its
   * readings in the order of files and lines; before them, in documents without readings, the rows
   * that are none. The first person of a kind also gets its rows of which nobody can say whose they are.
   * Where the files have the vendor's figures of days, it hands those over as well.
   * @param subject one of `subjects`.
   */
  sourceFor(subject: Pick<ImportSubject, 'subject' | 'source'>): Source;
  /** Removes what was put aside. Call it always. */
  close(): Promise<void>;
}

/**
 * Reads the files through, so that whatever is wrong with them shows before anything is stored.
 * Memory is bounded whatever their size.
 * @throws {HeartlineError} FILE_UNREADABLE for a file that is missing, of no known kind, damaged, or
 * without heart rate (in an archive: if nothing else holds any); INVALID_INPUT for several people
 * without `userColumn`, or whose ids collide; CANCELLED when `signal` aborts; DATA_FOLDER_UNUSABLE
 * where rows cannot be put aside.
 */
export async function openFileImport(options: FileImportOptions): Promise<FileImport> {
  if (options.files.length === 0) {
    throw new HeartlineError('INVALID_INPUT', 'No file is named; name the files to import.');
  }
  const files = options.files.map(asImportFile);
  let bytesTotal = 0;
  for (const { path } of files) bytesTotal += await sizeOfFile(path);
  const spool = await Spool.open(options.spoolDir);
  try {
    const collector = new RowCollector(spool, options.timeZone, options.userColumn !== undefined);
    const reader = new FilesReader(options, collector, bytesTotal);
    for (const file of files) await reader.read(file);
    const notes = reader.notes();
    const subjects = collector.subjects(files.map(nameOf));
    await spool.write();
    return new OpenImport(spool, collector, subjects, notes, options.timeZone);
  } catch (error) {
    await spool.close();
    throw error;
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
    for (const owner of this.#collector.people.owners()) {
      for await (const { rejected = [] } of documentsOf(this.#spool, owner, this.#collector)) {
        yield* rejected;
      }
    }
  }

  sourceFor(asked: Pick<ImportSubject, 'subject' | 'source'>): Source {
    const ofKind = this.subjects.filter(({ source }) => source === asked.source);
    const index = ofKind.findIndex(({ subject }) => subject === asked.subject);
    const found = ofKind[index];
    if (!found) throw new Error(`the import has no ${asked.source} of ${asked.subject}`);
    const extractors: Source['extractors'] = {};
    // What has no rows at all tells its progress by the days of its figures.
    if (found.rows > 0) {
      extractors.heart_rate = ({ signal }) => this.#documents(asked, index === 0, signal);
    }
    if (found.figures > 0) {
      extractors.heart_rate_summary = ({ signal }) => this.#figures(asked, signal);
    }
    return { ...fileSource(asked.source, asked.source), extractors };
  }

  async *#figures(
    { subject, source }: Pick<ImportSubject, 'subject' | 'source'>,
    signal: AbortSignal,
  ): AsyncGenerator<RawHeartRateSummary> {
    const owner = figuresOf(ownerOf(source, this.#collector.people.nameOf(subject)));
    for await (const document of figureDocumentsOf(this.#spool, owner, this.#collector)) {
      if (signal.aborted) throw importCancelled();
      yield document;
    }
  }

  async *#documents(
    { subject, source }: Pick<ImportSubject, 'subject' | 'source'>,
    isFirst: boolean,
    signal: AbortSignal,
  ): AsyncGenerator<RawHeartRate> {
    const origins = this.#collector;
    if (isFirst && subject !== undefined) {
      yield* refusedDocumentsOf(this.#spool, ownerOf(source, unattributed), origins);
    }
    const owner = ownerOf(source, this.#collector.people.nameOf(subject));
    for await (const document of documentsOf(this.#spool, owner, origins)) {
      if (signal.aborted) throw importCancelled();
      yield { ...document, timeZone: this.#timeZone };
    }
  }

  close(): Promise<void> {
    return this.#spool.close();
  }
}
