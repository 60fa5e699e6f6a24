/** The people of a file: their ids, and what is said when they cannot be told apart. */

import { HeartlineError } from '#lib/errors.ts';
import type { LocalDate } from '#lib/time/localDate.ts';
import { userIdSchema } from '#lib/userId.ts';
import { shown, unreadable } from './failures.ts';

/** What the files of one kind hold of one person: it becomes one run of one source of that user. */
export interface ImportSubject {
  /** An id that `userIdSchema` accepts, from the user column; undefined without `userColumn`. */
  subject: string | undefined;
  /** Key of the source that files of this kind are, as `takeout` or `fit`. */
  source: string;
  /** Rows of data: readings and refused ones. */
  rows: number;
  /** Of these, the rows that are no reading: malformed, without a time, or without contact to the skin. */
  rejected: number;
  /** Days of which the files have the vendor's own resting heart rate; twins of one day count twice. */
  figures: number;
  /** First and last calendar date of readings and figures; null where there are none. */
  firstDate: LocalDate | null;
  lastDate: LocalDate | null;
}

/** The name of rows that name nobody: all of them where no user column is asked for. */
export const unattributed = '';

/** People in one import; a column with more different texts names something else. */
export const maxSubjects = 1_000;

const namesShown = 20;

interface Tally extends Omit<ImportSubject, 'subject'> {
  /** As the files name the person. */
  name: string;
}

/** Whose rows they are, and of which kind of file: the owner under which the spool keeps them. */
export function ownerOf(source: string, name: string): string {
  return `${source}/${name}`;
}

/** Under whom the spool keeps the daily figures of an owner. */
export function figuresOf(owner: string): string {
  return `figures:${owner}`;
}

/** Widens the span of dates to hold these. */
export function extend(
  tally: Pick<Tally, 'firstDate' | 'lastDate'>,
  first: LocalDate,
  last: LocalDate,
): void {
  if (tally.firstDate === null || first < tally.firstDate) tally.firstDate = first;
  if (tally.lastDate === null || last > tally.lastDate) tally.lastDate = last;
}

/** What there is of each person and kind. */
export class People {
  /** Who is named while nobody asked for people to be told apart. */
  readonly named = new Set<string>();
  readonly #tallies = new Map<string, Tally>();
  readonly #names = new Set<string>();

  /** How many people, whatever the kinds of their files. */
  get size(): number {
    return this.#names.size;
  }

  has(name: string): boolean {
    return this.#names.has(name);
  }

  addReading(source: string, name: string, date: LocalDate, isSound: boolean): void {
    const tally = this.#tally(source, name);
    tally.rows += 1;
    if (!isSound) tally.rejected += 1;
    extend(tally, date, date);
  }

  addFigure(source: string, name: string, date: LocalDate): void {
    const tally = this.#tally(source, name);
    tally.figures += 1;
    extend(tally, date, date);
  }

  addRefused(source: string, name: string): void {
    const tally = this.#tally(source, name);
    tally.rows += 1;
    tally.rejected += 1;
  }

  addAll(others: People): void {
    for (const name of others.named) {
      if (this.named.size <= maxSubjects) this.named.add(name);
    }
    for (const { source, name, firstDate, lastDate, ...counts } of others.#tallies.values()) {
      const tally = this.#tally(source, name);
      tally.rows += counts.rows;
      tally.rejected += counts.rejected;
      tally.figures += counts.figures;
      if (firstDate !== null && lastDate !== null) extend(tally, firstDate, lastDate);
    }
  }

  /** The owners of the rows that were put aside. */
  owners(): string[] {
    return [...this.#tallies.keys()];
  }

  /** The name in the files of a subject that `subjects` gave. */
  nameOf(subject: string | undefined): string {
    if (subject === undefined) return unattributed;
    const names = this.#attributed();
    return names[subjectIds(names).indexOf(subject)] ?? unattributed;
  }

  /** @throws {HeartlineError} see `RowCollector.subjects`. */
  subjects(files: string, byUser: boolean): ImportSubject[] {
    const tallies = [...this.#tallies.values()];
    if (!byUser) return tallies.map((tally) => subjectOf(undefined, tally));
    const names = this.#attributed();
    if (names.length === 0) {
      throw unreadable(files, 'has no row that names a user; check the user column.');
    }
    const ids = subjectIds(names);
    const subjects = names.flatMap((name, i) =>
      tallies.filter((tally) => tally.name === name).map((tally) => subjectOf(ids[i], tally)),
    );
    for (const nobodys of tallies.filter(({ name }) => name === unattributed)) {
      const first = subjects.find(({ source }) => source === nobodys.source);
      if (!first) continue;
      first.rows += nobodys.rows;
      first.rejected += nobodys.rejected;
      first.figures += nobodys.figures;
    }
    return subjects;
  }

  #attributed(): string[] {
    return [...this.#names].filter((name) => name !== unattributed);
  }

  #tally(source: string, name: string): Tally {
    const owner = ownerOf(source, name);
    const known = this.#tallies.get(owner);
    if (known) return known;
    const none = { rows: 0, rejected: 0, figures: 0, firstDate: null, lastDate: null };
    const tally: Tally = { source, name, ...none };
    this.#tallies.set(owner, tally);
    this.#names.add(name);
    return tally;
  }
}

function subjectOf(subject: string | undefined, { name: _, ...tally }: Tally): ImportSubject {
  return { subject, ...tally };
}

/**
 * Ids for the names of a user column, in the same order: what `userIdSchema` does not accept becomes
 * `-`, or is left out at the beginning.
 * @throws {HeartlineError} INVALID_INPUT for a name of which nothing is left, and for two names with
 * one id.
 */
export function subjectIds(names: readonly string[]): string[] {
  const nameOf = new Map<string, string>();
  for (const name of names) {
    const id = name
      .replaceAll(/[^A-Za-z0-9._-]+/g, '-')
      .replace(/^[._-]+/, '')
      .slice(0, 64);
    if (!userIdSchema.safeParse(id).success) {
      throw refused(`The user "${shown(name, 80)}" gives no id: ids need a letter or a digit.`);
    }
    const other = nameOf.get(id);
    if (other !== undefined) {
      throw refused(
        `The users "${shown(other, 80)}" and "${shown(name, 80)}" would both become "${id}"; ` +
          'rename one of them in the file.',
      );
    }
    nameOf.set(id, name);
  }
  return [...nameOf.keys()];
}

/** That a file holds several people and nobody said that it may. */
export function severalPeople(column: string, names: ReadonlySet<string>): HeartlineError {
  const some = [...names].slice(0, namesShown).map((name) => shown(name, 80));
  const left = names.size - some.length;
  const count = names.size > maxSubjects ? `more than ${maxSubjects}` : String(names.size);
  return refused(
    `The column "${shown(column, 80)}" names ${count} people: ${some.join(', ')}` +
      `${left > 0 ? ' and others' : ''}. Import them as users of their own with --user-column ` +
      `${shown(column, 80)}; if the column does not name people, leave it out of the file.`,
  );
}

export function tooManyPeople(column: string): HeartlineError {
  return refused(
    `The column "${shown(column, 80)}" holds more than ${maxSubjects} different names; ` +
      'name the column that tells people apart with --user-column.',
  );
}

function refused(message: string): HeartlineError {
  return new HeartlineError('INVALID_INPUT', message);
}
