/** Looks at the rows of files and keeps none: whose they are, from when to when, in which kind of time. */
import { readIsoTime, readUsTime, slashDateOrder } from '#lib/time/writtenTime.ts';
import { compactTime, timeForms } from './compactTime.ts';
import { type DateOrderSeen, refuseDateOrder } from './dateOrder.ts';
import type { FileEnd, RowTaker } from './importOptions.ts';
import type { DailyRow, FileRow, ReadingRow } from './kind.ts';
import { extend, maxSubjects } from './subjects.ts';
import { dayUnreadable, timeUnreadable } from './unreadableTime.ts';
import { withClock, writtenDay } from './writtenDay.ts';

export interface CheckedPerson {
  /** As the files name them; null for rows that name nobody. */
  name: string | null;
  rows: number;
  /** Of these, the rows that are no reading. */
  rejected: number;
  /** Days of which the files have the vendor's own resting heart rate; twins of one day count twice. */
  figures: number;
  /** First and last calendar date of readings and figures: as written, of instants the UTC one; null where there are none. */
  firstDate: string | null;
  lastDate: string | null;
}

type Tally = Omit<CheckedPerson, 'name'>;

/** What the rows of one file, or of an archive so far, come to. */
interface Account {
  rows: number;
  /** Readings whose time is without an offset. */
  naive: number;
  people: Map<string, Tally>;
  refused: number;
  firstRefusal: string | undefined;
}

/** Names longer than this are cut: what holds them is no column of people. */
const maxNameLength = 200;

export class CheckedRows implements RowTaker {
  readonly kinds = new Set<string>();
  /** The header of the column that names people, where there is one. */
  userColumn: string | null = null;
  readonly #all: Account = newAccount();
  #file: Account = newAccount();
  #dates = noDates();
  #kind = '';

  get rows(): number {
    return this.#all.rows + this.#file.rows;
  }

  /** Readings whose time is without an offset. */
  get naive(): number {
    return this.#all.naive;
  }

  /** Days with the vendor's own resting heart rate. */
  get figures(): number {
    return figuresOf(this.#all);
  }

  /** In the order in which they appear. */
  people(): CheckedPerson[] {
    return [...this.#all.people].map(([name, tally]) => ({ name: name || null, ...tally }));
  }

  begin(_origin: string, kind: string): void {
    this.#file = newAccount();
    this.#kind = kind;
    this.#dates = noDates();
  }

  nameUserColumn(name: string): void {
    this.userColumn ??= name;
  }

  trustMonthFirst(): void {
    this.#dates.trusted = true;
  }

  add(row: FileRow): void {
    const file = this.#file;
    const tally = tallyOf(file, (row.user ?? '').slice(0, maxNameLength));
    if ('day' in row && this.#addFigure(row, tally)) return;
    file.rows += 1;
    tally.rows += 1;
    if ('refused' in row) this.#refuse(tally, row.line, row.detail);
    else if ('day' in row) this.#refuse(tally, row.line, dayUnreadable(row.day));
    else this.#addReading(row, tally);
  }

  /** @returns whether it is one. */
  #addFigure({ day, line }: DailyRow, tally: Tally): boolean {
    const written = writtenDay(day);
    if (!written) return false;
    if (day.includes('/')) this.#learnOrder(withClock(day), line);
    tally.figures += 1;
    extend(tally, written.date, written.date);
    return true;
  }

  #addReading(row: ReadingRow, tally: Tally): void {
    if (typeof row.time === 'string' && row.time.includes('/')) {
      this.#learnOrder(row.time, row.line);
    }
    const placed = typeof row.time === 'number' ? instant(row.time) : written(row.time);
    if (!placed) {
      this.#refuse(tally, row.line, timeUnreadable(String(row.time)));
      return;
    }
    if (row.contact === false) tally.rejected += 1;
    if (placed.naive) this.#file.naive += 1;
    extend(tally, placed.date, placed.date);
  }

  #refuse(tally: Tally, line: number, detail: string): void {
    tally.rejected += 1;
    this.#file.refused += 1;
    this.#file.firstRefusal ??= `Line ${line}: ${detail}`;
  }

  #learnOrder(text: string, line: number): void {
    const order = slashDateOrder(text);
    if (order === 'month-first') this.#dates.monthFirst = true;
    else if (order === 'day-first') this.#dates.dayFirst ??= { line, text };
    else if (order === 'either') this.#dates.either ??= { line, text };
  }

  /** Nothing is kept, so nothing is written. */
  async writeWhenFull(): Promise<void> {}

  end(): FileEnd {
    const file = this.#file;
    refuseDateOrder(this.#dates);
    this.kinds.add(this.#kind);
    this.#all.rows += file.rows;
    this.#all.naive += file.naive;
    for (const [name, { firstDate, lastDate, ...counts }] of file.people) {
      const tally = tallyOf(this.#all, name);
      tally.rows += counts.rows;
      tally.rejected += counts.rejected;
      tally.figures += counts.figures;
      if (firstDate !== null && lastDate !== null) extend(tally, firstDate, lastDate);
    }
    this.#file = newAccount();
    const { refused, firstRefusal } = file;
    return { rows: file.rows + figuresOf(file), refused, firstRefusal };
  }

  discard(): void {
    this.#file = newAccount();
  }
}

function noDates(): DateOrderSeen {
  return { monthFirst: false, trusted: false, either: undefined, dayFirst: undefined };
}

function newAccount(): Account {
  return { rows: 0, naive: 0, people: new Map(), refused: 0, firstRefusal: undefined };
}

/** Beyond the most people that an import takes the rest is one: the import itself will refuse it. */
function tallyOf({ people }: Account, name: string): Tally {
  const known = people.get(name);
  if (known) return known;
  const key = people.size > maxSubjects ? '' : name;
  const tally = people.get(key) ?? newTally();
  people.set(key, tally);
  return tally;
}

function newTally(): Tally {
  return { rows: 0, rejected: 0, figures: 0, firstDate: null, lastDate: null };
}

function figuresOf({ people }: Account): number {
  return [...people.values()].reduce((sum, { figures }) => sum + figures, 0);
}

interface Placed {
  date: string;
  naive: boolean;
}

function instant(ms: number): Placed | undefined {
  if (!(Math.abs(ms) < 8.64e15)) return undefined;
  return { date: new Date(ms).toISOString().slice(0, 10), naive: false };
}

function written(text: string): Placed | undefined {
  const compact = compactTime(text);
  if (compact) {
    return {
      date: compact.date,
      naive: compact.form === timeForms.wall || compact.form === timeForms.us,
    };
  }
  const slow = text.length <= 100 ? (readIsoTime(text) ?? readUsTime(text)) : null;
  return slow ? { date: slow.date, naive: slow.offsetMs === null } : undefined;
}
