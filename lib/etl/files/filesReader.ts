/** Reads the files of an import one after another, each by its kind, and keeps account of what was left out. */
import { messageOf } from '#lib/errors.ts';
import { fileKinds } from '../fileKinds.ts';
import { UnclearDates } from './dateOrder.ts';
import { importCancelled, shown, unreadable } from './failures.ts';
import { otherFormat } from './formats.ts';
import {
  type FileEnd,
  type FileImportOptions,
  type ImportFile,
  nameOf,
  type RowTaker,
} from './importOptions.ts';
import { type Input, inputsOf } from './inputs.ts';
import { DamagedFile, type FileHead, type FileKind, NoHeartRate, type ReadingRow } from './kind.ts';
import type { PeekedFile } from './peek.ts';
import { plainBpm } from './plainBpm.ts';

/** Names shown of an archive's entries that hold no heart rate, and of those that are damaged. */
const skippedShown = 20;
const damagedShown = 500;

/** What was left out of an archive; beyond what is shown only the number is kept. */
class LeftOut {
  readonly #names: string[] = [];
  readonly #limit: number;
  #count = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  add(what: string): void {
    this.#count += 1;
    if (this.#names.length < this.#limit) this.#names.push(shown(what, 400));
  }

  list(): string[] {
    const more = this.#count - this.#names.length;
    return more > 0 ? [...this.#names, `and ${more} more`] : this.#names;
  }
}

interface Archive {
  file: ImportFile;
  skipped: LeftOut;
  damaged: LeftOut;
  /** Tables whose dates may be day first or month first, and what the first of them says. */
  unclear: LeftOut;
  unclearDates: UnclearDates | undefined;
  files: number;
}

type ReaderOptions = Pick<
  FileImportOptions,
  'userColumn' | 'dates' | 'spreadsheetDays' | 'signal' | 'onProgress' | 'spoolDir'
>;

export class FilesReader {
  readonly #options: ReaderOptions;
  readonly #collector: RowTaker;
  readonly #bytesTotal: number;
  readonly #archives: Archive[] = [];
  readonly #notes: string[] = [];
  #bytesRead = 0;
  #files = 0;

  constructor(options: ReaderOptions, collector: RowTaker, bytesTotal: number) {
    this.#options = options;
    this.#collector = collector;
    this.#bytesTotal = bytesTotal;
  }

  /** @throws {HeartlineError} FILE_UNREADABLE for a file, or an archive as such, that is damaged or no heart rate. */
  async read(given: ImportFile): Promise<void> {
    const archive: Archive = {
      file: given,
      skipped: new LeftOut(skippedShown),
      damaged: new LeftOut(damagedShown),
      unclear: new LeftOut(damagedShown),
      unclearDates: undefined,
      files: 0,
    };
    const settings = {
      spoolDir: this.#options.spoolDir,
      onBytes: (count: number) => {
        this.#bytesRead += count;
      },
    };
    for await (const input of inputsOf(given, settings)) {
      this.#check();
      try {
        await this.#readInput(input, given);
        archive.files += 1;
      } catch (error) {
        leaveOut(input, error, archive);
      }
    }
    this.#check();
    this.#files += archive.files;
    this.#archives.push(archive);
  }

  /**
   * What was left out, in sentences.
   * @throws {HeartlineError} FILE_UNREADABLE where no file gave any row; it names what was found.
   */
  notes(): string[] {
    const notes = [...this.#notes];
    for (const { file, skipped, damaged, unclear, unclearDates, files } of this.#archives) {
      const name = nameOf(file);
      const lists = [...unclear.list(), ...damaged.list(), ...skipped.list()];
      if (this.#files === 0 && lists.length === 0) {
        throw unreadable(name, 'is an archive without files; check that it is complete.');
      }
      if (this.#files === 0) {
        const what = `holds no heart rate that can be read.\n  ${lists.join('\n  ')}`;
        throw unreadable(name, what, unclearDates);
      }
      notes.push(...unclear.list().map((what) => `Left out until its dates are clear: ${what}`));
      notes.push(...damaged.list().map((what) => `Damaged and left out: ${what}`));
      if (files === 0) notes.push(`${shown(name)} holds no heart rate that can be read.`);
      notes.push(...skipped.list().map((what) => `Skipped: ${what}`));
    }
    return notes;
  }

  /** Whether a table in an archive leaves open what its dates mean. */
  get asksDates(): boolean {
    return this.#archives.some(({ unclearDates }) => unclearDates !== undefined);
  }

  async #readInput(input: Input, given: ImportFile): Promise<void> {
    if ('problem' in input) throw new DamagedFile(input.problem);
    if ('without' in input) throw new NoHeartRate(input.without);
    const { file } = input;
    try {
      const kind = kindOf(file.head);
      if (this.#options.userColumn !== undefined && !kind.namesPeople) {
        throw new NoHeartRate(`is ${kind.label}, which names no person; import it with --user.`);
      }
      await this.#readRows(input.origin, kind, file, given);
    } finally {
      await file.close();
    }
  }

  async #readRows(
    origin: string,
    kind: FileKind,
    file: PeekedFile,
    { columns, dates = this.#options.dates }: ImportFile,
  ): Promise<void> {
    const collector = this.#collector;
    collector.begin(origin, kind.key);
    try {
      const options = {
        columns,
        dates,
        spreadsheetDays: this.#options.spreadsheetDays,
        userColumn: this.#options.userColumn,
        onUserColumn: (name: string) => collector.nameUserColumn(name),
        onMonthFirst: () => collector.trustMonthFirst(),
      };
      let rounded = 0;
      for await (const rows of kind.read({ head: file.head, chunks: file.chunks() }, options)) {
        for (const row of rows) {
          if ('value' in row && takeWholeBeats(row)) rounded += 1;
          collector.add(row);
        }
        await collector.writeWhenFull();
        this.#check();
      }
      const end = collector.end();
      if (end.rows === 0) this.#notes.push(`${origin} has a header and no rows.`);
      else if (end.rows === end.refused) this.#notes.push(noReadingNote(origin, end));
      if (rounded > 0) this.#notes.push(roundedNote(origin, rounded));
    } catch (error) {
      collector.discard();
      throw error;
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
}

/** Gives a row the whole bpm of its value. @returns whether parts of a beat went. */
function takeWholeBeats(row: ReadingRow): boolean {
  const { value, rounded } = plainBpm(row.value);
  // What was there is kept, should the row be refused for something else.
  if (value !== row.value) row.text ??= JSON.stringify({ time: row.time, value: row.value });
  row.value = value;
  return rounded;
}

/** That every row is refused has one reason mostly, which says what to do. */
function noReadingNote(origin: string, { rows, firstRefusal = '' }: FileEnd): string {
  const none = rows === 1 ? 'its one row is no reading' : `none of its ${rows} rows is a reading`;
  return `${origin}: ${none}. ${firstRefusal}`;
}

function roundedNote(origin: string, count: number): string {
  const what = count === 1 ? '1 value was' : `${count} values were`;
  return `${origin}: ${what} given with parts of a beat, and rounded to whole bpm (halves up).`;
}

/** @throws {NoHeartRate} where a kind knows what the file is instead. */
function kindOf(head: FileHead): FileKind {
  const other = otherFormat(head.bytes, head.name);
  if (other !== undefined) throw new NoHeartRate(other);
  for (const kind of fileKinds) {
    const answer = kind.recognise(head);
    if (typeof answer === 'object') throw new NoHeartRate(answer.because);
    if (answer) return kind;
  }
  throw new NoHeartRate('is of no kind that is known.');
}

/** In an archive a file that is damaged, or no heart rate, stops nothing but itself. */
function leaveOut(input: Input, error: unknown, archive: Archive): void {
  const isDamaged = error instanceof DamagedFile;
  if (!isDamaged && !(error instanceof NoHeartRate)) throw error;
  const message = messageOf(error);
  if (!input.archived) throw unreadable(nameOf(archive.file), message, error);
  const what = `${input.origin} ${message}`;
  if (error instanceof UnclearDates) {
    archive.unclearDates ??= error;
    archive.unclear.add(what);
  } else if (isDamaged) archive.damaged.add(what);
  else archive.skipped.add(what);
}
