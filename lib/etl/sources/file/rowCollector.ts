/** Takes the rows of an import's tables one by one: whose they are, which date, or why they are none. */
import type { LocalDate } from '#lib/time/localDate.ts';
import { localDateOf, localDay } from '#lib/time/timeZone.ts';
import { slashDateOrder, type WrittenTime } from '#lib/time/writtenTime.ts';
import { recordText } from '../../recordText.ts';
import { shown, unreadable } from './failures.ts';
import { type Cells, type Columns, cellsOf, readCellTime } from './records.ts';
import type { Spool } from './spool.ts';
import { type SpooledRefusal, spoolReading, spoolRefusal } from './spooledRows.ts';
import {
  type ImportSubject,
  maxSubjects,
  severalPeople,
  subjectIds,
  tooManyPeople,
  unattributed,
} from './subjects.ts';
import type { Row } from './table.ts';

/** Characters of a time or a value; anything longer is neither. */
const maxCellLength = 100;

interface Tally {
  rows: number;
  rejected: number;
  firstDate: LocalDate | null;
  lastDate: LocalDate | null;
}

/** What the rows of one table say of its dates. */
interface TableState {
  origin: number;
  columns: Columns;
  rows: number;
  monthFirst: boolean;
  /** The first row whose date can only be day first. */
  dayFirst: { line: number; text: string } | undefined;
}

export class RowCollector {
  readonly origins: string[] = [];
  rows = 0;
  rejected = 0;
  readonly #spool: Spool;
  readonly #timeZone: string;
  readonly #byUser: boolean;
  readonly #tallies = new Map<string, Tally>();
  /** Who a recognised user column names while nobody asked for it to be used. */
  readonly #named = new Set<string>();
  #namingColumn = '';
  #table: TableState | undefined;
  #day = { startMs: 0, endMs: 0, date: '' };

  constructor(spool: Spool, timeZone: string, byUser: boolean) {
    this.#spool = spool;
    this.#timeZone = timeZone;
    this.#byUser = byUser;
  }

  begin(origin: string, columns: Columns): void {
    const state = { rows: 0, monthFirst: false, dayFirst: undefined };
    this.#table = { origin: this.origins.length, columns, ...state };
    this.origins.push(origin);
  }

  /**
   * @returns the rows of the table.
   * @throws {HeartlineError} FILE_UNREADABLE for a table that writes its dates day first: some of
   * them could be read month first as well, and would be wrong.
   */
  end(): number {
    const { origin, rows, monthFirst, dayFirst } = this.#state();
    if (dayFirst && !monthFirst) {
      throw unreadable(
        this.origins[origin] ?? '',
        `writes its dates day first ("${shown(dayFirst.text, 40)}" in line ${dayFirst.line}); dates with ` +
          'slashes are read month first. Write them as 2016-04-13 07:21:00 and import again.',
      );
    }
    return rows;
  }

  add(row: Row): void {
    const table = this.#state();
    this.rows += 1;
    table.rows += 1;
    if (!row.fields) {
      this.#refuse(unattributed, row, 'row-malformed', row.problem ?? 'It is malformed.');
      return;
    }
    const cells = cellsOf(row.fields, table.columns);
    const owner = this.#ownerOf(cells.user, table.columns);
    if (this.#byUser && owner === unattributed) {
      this.#refuse(owner, row, 'row-malformed', 'It names no user.');
    } else if (cells.time.length > maxCellLength || cells.value.length > maxCellLength) {
      const detail = `Its time or its value is longer than ${maxCellLength} characters.`;
      this.#refuse(owner, row, 'row-malformed', detail);
    } else {
      this.#addCells(owner, row, cells, table);
    }
  }

  #addCells(owner: string, row: Row, cells: Cells, table: TableState): void {
    const read = readCellTime(cells.time);
    if (!read || read.notation === 'us') this.#learnOrder(cells.time, row.line, table);
    if (!read) {
      const detail = `"${shown(cells.time, 40)}" is no time such as 2025-06-15 14:00:05 (with or without Z or an offset) or 4/12/2016 7:21:00 AM (month first).`;
      this.#refuse(owner, row, 'time-unreadable', detail);
      return;
    }
    const { notation, written } = read;
    const date = this.#dateOf(written);
    const tally = this.#tally(owner);
    tally.rows += 1;
    if (tally.firstDate === null || date < tally.firstDate) tally.firstDate = date;
    if (tally.lastDate === null || date > tally.lastDate) tally.lastDate = date;
    const { time, value } = cells;
    const { origin } = table;
    spoolReading(this.#spool, owner, date, { origin, line: row.line, notation, time, value });
  }

  writeWhenFull(): Promise<void> {
    return this.#spool.writeWhenFull();
  }

  /**
   * The people of all tables, in the order in which they appear; the first one's figures include
   * the rows of which nobody can say whose they are.
   * @throws {HeartlineError} INVALID_INPUT, see `subjectIds` and `severalPeople`; FILE_UNREADABLE
   * where there are no rows, or none names a user.
   */
  subjects(files: readonly string[]): ImportSubject[] {
    if (this.rows === 0) {
      const has = files.length === 1 ? 'has a header and no rows' : 'have headers and no rows';
      throw unreadable(files.join(', '), `${has}; there is nothing to import.`);
    }
    if (this.#named.size > 1) throw severalPeople(this.#namingColumn, this.#named);
    if (!this.#byUser) {
      return [{ subject: undefined, ...this.#tally(unattributed) }];
    }
    const names = [...this.#tallies.keys()].filter((name) => name !== unattributed);
    if (names.length === 0) {
      throw unreadable(files.join(', '), 'has no row that names a user; check the user column.');
    }
    const nobodys = this.#tallies.get(unattributed);
    return subjectIds(names).map((subject, i) => {
      const { rows, rejected, ...dates } = this.#tally(names[i] ?? unattributed);
      const more = i === 0 && nobodys ? nobodys : { rows: 0, rejected: 0 };
      return { subject, rows: rows + more.rows, rejected: rejected + more.rejected, ...dates };
    });
  }

  /** The names under which rows lie in the spool. */
  owners(): string[] {
    return [...this.#tallies.keys()];
  }

  /** The name in the files of a subject that `subjects` gave. */
  ownerOf(subject: string | undefined): string {
    if (subject === undefined) return unattributed;
    const names = this.owners().filter((name) => name !== unattributed);
    return names[subjectIds(names).indexOf(subject)] ?? unattributed;
  }

  #ownerOf(user: string, columns: Columns): string {
    if (columns.user === undefined || user === '') return unattributed;
    if (this.#byUser) {
      if (this.#tallies.size > maxSubjects && !this.#tallies.has(user)) {
        throw tooManyPeople(columns.header[columns.user] ?? '');
      }
      return user;
    }
    if (this.#named.size <= maxSubjects) this.#named.add(user);
    this.#namingColumn = columns.header[columns.user] ?? '';
    return unattributed;
  }

  #refuse(owner: string, row: Row, reason: SpooledRefusal['reason'], detail: string): void {
    const tally = this.#tally(owner);
    tally.rows += 1;
    tally.rejected += 1;
    this.rejected += 1;
    const { line } = row;
    const { origin } = this.#state();
    spoolRefusal(this.#spool, owner, { origin, line, reason, detail, raw: recordText(row.text) });
  }

  #tally(owner: string): Tally {
    const known = this.#tallies.get(owner);
    if (known) return known;
    const tally: Tally = { rows: 0, rejected: 0, firstDate: null, lastDate: null };
    this.#tallies.set(owner, tally);
    return tally;
  }

  #learnOrder(text: string, line: number, table: TableState): void {
    const order = slashDateOrder(text);
    if (order === 'month-first') table.monthFirst = true;
    else if (order === 'day-first') table.dayFirst ??= { line, text };
  }

  /** The date on the face, or of an instant the local one, so that no local day is in two documents. */
  #dateOf({ date, clockMs, offsetMs }: WrittenTime): LocalDate {
    if (offsetMs === null) return date;
    const ms = Date.parse(`${date}T00:00:00Z`) + clockMs - offsetMs;
    if (ms < this.#day.startMs || ms >= this.#day.endMs) {
      this.#day = localDay(localDateOf(ms, this.#timeZone), this.#timeZone);
    }
    return this.#day.date;
  }

  #state(): TableState {
    if (!this.#table) throw new Error('a row came before its table began');
    return this.#table;
  }
}
