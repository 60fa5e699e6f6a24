/** Takes the rows of an import's files one by one: whose they are, which date, or why they are none. */
import { slashDateOrder } from '#lib/time/writtenTime.ts';
import { recordText } from '../recordText.ts';
import { refuseDateOrder } from './dateOrder.ts';
import type { Origins } from './documents.ts';
import { unreadable } from './failures.ts';
import type { FileEnd } from './importOptions.ts';
import type { DailyRow, FileRow, ReadingRow } from './kind.ts';
import { LocalDates } from './localDates.ts';
import type { Spool } from './spool.ts';
import { spoolFigure, spoolReading, spoolRefusal } from './spooledRows.ts';
import {
  figuresOf,
  type ImportSubject,
  maxSubjects,
  ownerOf,
  People,
  severalPeople,
  tooManyPeople,
  unattributed,
} from './subjects.ts';
import { dayUnreadable, maxCellLength, timeUnreadable } from './unreadableTime.ts';
import { withClock, writtenDay } from './writtenDay.ts';

/** What the rows of the file that is being read say of themselves. */
interface FileState {
  origin: number;
  /** Key of the file's kind. */
  kind: string;
  people: People;
  rows: number;
  rejected: number;
  /** Those of them that are wrong in themselves, and what is the matter with the first. */
  refused: number;
  firstRefusal: string | undefined;
  figures: number;
  userColumn: string;
  monthFirst: boolean;
  /** Whether somebody knows that the dates are month first. */
  trusted: boolean;
  /** The first row whose date may be either. */
  either: { line: number; text: string } | undefined;
  /** The first row whose date can only be day first. */
  dayFirst: { line: number; text: string } | undefined;
}

export class RowCollector implements Origins {
  readonly names: string[] = [];
  readonly discarded = new Set<number>();
  rejected = 0;
  readonly people = new People();
  readonly #spool: Spool;
  readonly #dates: LocalDates;
  readonly #byUser: boolean;
  #rows = 0;
  #figures = 0;
  #userColumn = '';
  #file: FileState | undefined;
  #lastOwner = { kind: '', name: '', owner: '' };

  constructor(spool: Spool, timeZone: string, byUser: boolean) {
    this.#spool = spool;
    this.#dates = new LocalDates(timeZone);
    this.#byUser = byUser;
  }

  /** Rows of all files, that of the file being read included. */
  get rows(): number {
    return this.#rows + (this.#file?.rows ?? 0);
  }

  /** @param kind key of the kind of file that it is. */
  begin(origin: string, kind: string): void {
    const state = {
      kind,
      rows: 0,
      rejected: 0,
      refused: 0,
      firstRefusal: undefined,
      figures: 0,
      userColumn: '',
      monthFirst: false,
      trusted: false,
      either: undefined,
      dayFirst: undefined,
    };
    this.#file = { origin: this.names.length, people: new People(), ...state };
    this.names.push(origin);
  }

  /** What names the people of the file that is being read. */
  nameUserColumn(name: string): void {
    this.#state().userColumn = name;
  }

  trustMonthFirst(): void {
    this.#state().trusted = true;
  }

  /**
   * Ends the file; its rows count from now on.
   * @throws {DamagedFile} for a file that writes its dates day first: some of them could be read
   * month first as well, and would be wrong; and for one whose dates may all be either.
   */
  end(): FileEnd {
    const { people, rows, rejected, refused, firstRefusal, figures, userColumn } = this.#state();
    refuseDateOrder(this.#state());
    this.#file = undefined;
    this.people.addAll(people);
    this.#rows += rows;
    this.#figures += figures;
    this.rejected += rejected;
    if (userColumn !== '') this.#userColumn = userColumn;
    return { rows: rows + figures, refused, firstRefusal };
  }

  /** Leaves out the file that is being read, with all rows that came of it. */
  discard(): void {
    this.discarded.add(this.#state().origin);
    this.#file = undefined;
  }

  add(row: FileRow): void {
    const file = this.#state();
    const name = this.#nameOf(row.user ?? '', file);
    if ('day' in row) {
      this.#addFigure(file, name, row);
      return;
    }
    file.rows += 1;
    if ('refused' in row) {
      this.#refuse(file, name, row.line, row.refused, row.detail, row.text);
    } else if (this.#byUser && name === unattributed) {
      this.#refuse(file, name, row.line, 'row-malformed', 'It names no user.', textOf(row));
    } else if (isTooLong(row.time) || isTooLong(row.value)) {
      const detail = `Its time or its value is longer than ${maxCellLength} characters.`;
      this.#refuse(file, name, row.line, 'row-malformed', detail, textOf(row));
    } else {
      this.#addReading(file, name, row);
    }
  }

  #addReading(file: FileState, name: string, row: ReadingRow): void {
    const placed = this.#dates.place(row.time);
    if (typeof row.time === 'string' && row.time.includes('/')) {
      this.#learnOrder(row.time, row.line, file);
    }
    if (!placed) {
      const detail = timeUnreadable(String(row.time));
      this.#refuse(file, name, row.line, 'time-unreadable', detail, textOf(row));
      return;
    }
    const { date, time } = placed;
    file.people.addReading(file.kind, name, date, row.contact !== false);
    if (row.contact === false) file.rejected += 1;
    const { line, value, contact, utcOffset } = row;
    const owner = this.#owner(file.kind, name);
    const reading = { origin: file.origin, line, time, value, contact, utcOffset };
    spoolReading(this.#spool, owner, date, reading);
  }

  #addFigure(file: FileState, name: string, row: DailyRow): void {
    const { line, day, restingHeartRate: value } = row;
    const written = isTooLong(value) ? null : writtenDay(day);
    if (!written || (this.#byUser && name === unattributed)) {
      file.rows += 1;
      const detail = written ? 'It names no user.' : dayUnreadable(day);
      const reason = written ? 'row-malformed' : 'time-unreadable';
      this.#refuse(file, name, line, reason, detail, JSON.stringify(row));
      return;
    }
    if (day.includes('/')) this.#learnOrder(withClock(day), line, file);
    const date = this.#dates.of(written);
    file.figures += 1;
    file.people.addFigure(file.kind, name, date);
    const owner = figuresOf(this.#owner(file.kind, name));
    spoolFigure(this.#spool, owner, date, { origin: file.origin, line, value });
  }

  writeWhenFull(): Promise<void> {
    return this.#spool.writeWhenFull();
  }

  /**
   * The people of all files, in the order in which they appear; the first one's figures include
   * the rows of which nobody can say whose they are.
   * @throws {HeartlineError} INVALID_INPUT for ids that collide and for several people where nobody
   * asked for them; FILE_UNREADABLE where there are no rows, or none names a user.
   */
  subjects(files: readonly string[]): ImportSubject[] {
    if (this.rows + this.#figures === 0) {
      const has = files.length === 1 ? 'has a header and no rows' : 'have headers and no rows';
      throw unreadable(files.join(', '), `${has}; there is nothing to import.`);
    }
    if (this.people.named.size > 1 && !this.#byUser) {
      throw severalPeople(this.#userColumn, this.people.named);
    }
    return this.people.subjects(files.join(', '), this.#byUser);
  }

  /** Of one name after the other: put together each time it would be another string each time. */
  #owner(kind: string, name: string): string {
    const last = this.#lastOwner;
    if (last.kind !== kind || last.name !== name) {
      this.#lastOwner = { kind, name, owner: ownerOf(kind, name) };
    }
    return this.#lastOwner.owner;
  }

  /** Whose rows they are: the name where people are told apart, else nobody's in particular. */
  #nameOf(user: string, file: FileState): string {
    if (user === '') return unattributed;
    if (this.#byUser) {
      const known = this.people.has(user) || file.people.has(user);
      if (!known && this.people.size + file.people.size > maxSubjects) {
        throw tooManyPeople(file.userColumn);
      }
      return user;
    }
    if (file.people.named.size <= maxSubjects) file.people.named.add(user);
    return unattributed;
  }

  #refuse(
    file: FileState,
    name: string,
    line: number,
    reason: 'row-malformed' | 'time-unreadable',
    detail: string,
    text: string,
  ): void {
    file.people.addRefused(file.kind, name);
    file.rejected += 1;
    file.refused += 1;
    file.firstRefusal ??= `Line ${line}: ${detail}`;
    const { origin } = file;
    spoolRefusal(this.#spool, this.#owner(file.kind, name), {
      origin,
      line,
      reason,
      detail,
      raw: recordText(text),
    });
  }

  #learnOrder(text: string, line: number, file: FileState): void {
    const order = slashDateOrder(text);
    if (order === 'month-first') file.monthFirst = true;
    else if (order === 'day-first') file.dayFirst ??= { line, text };
    else if (order === 'either') file.either ??= { line, text };
  }

  #state(): FileState {
    if (!this.#file) throw new Error('a row came before its file began');
    return this.#file;
  }
}

function isTooLong(cell: string | number): boolean {
  return typeof cell === 'string' && cell.length > maxCellLength;
}

function textOf({ text, time, value }: ReadingRow): string {
  return text ?? JSON.stringify({ time, value });
}
