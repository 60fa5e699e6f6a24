/** The people of a file: their ids, and what is said when they cannot be told apart. */

import { HeartlineError } from '#lib/errors.ts';
import type { LocalDate } from '#lib/time/localDate.ts';
import { userIdSchema } from '#lib/userId.ts';
import { shown, unreadable } from './failures.ts';

/** One person of the files. */
export interface ImportSubject {
  /** An id that `userIdSchema` accepts, from the user column; undefined without `userColumn`. */
  subject: string | undefined;
  /** Rows of data: readings and refused ones. */
  rows: number;
  /** Of these, the rows that are no reading: malformed, without a time, or without contact to the skin. */
  rejected: number;
  /** First and last calendar date of the readings; null where there are none. */
  firstDate: LocalDate | null;
  lastDate: LocalDate | null;
}

/** The owner of rows that name nobody: all of them where no user column is asked for. */
export const unattributed = '';

/** People in one import; a column with more different texts names something else. */
export const maxSubjects = 1_000;

const namesShown = 20;

type Tally = Omit<ImportSubject, 'subject'>;

/** What there is of each person, by the name in the files. */
export class People {
  /** Who is named while nobody asked for people to be told apart. */
  readonly named = new Set<string>();
  readonly #tallies = new Map<string, Tally>();

  get size(): number {
    return this.#tallies.size;
  }

  has(owner: string): boolean {
    return this.#tallies.has(owner);
  }

  addReading(owner: string, date: LocalDate, isSound: boolean): void {
    const tally = this.#tally(owner);
    tally.rows += 1;
    if (!isSound) tally.rejected += 1;
    if (tally.firstDate === null || date < tally.firstDate) tally.firstDate = date;
    if (tally.lastDate === null || date > tally.lastDate) tally.lastDate = date;
  }

  addRefused(owner: string): void {
    const tally = this.#tally(owner);
    tally.rows += 1;
    tally.rejected += 1;
  }

  addAll(others: People): void {
    for (const name of others.named) {
      if (this.named.size <= maxSubjects) this.named.add(name);
    }
    for (const [owner, { rows, rejected, firstDate, lastDate }] of others.#tallies) {
      const tally = this.#tally(owner);
      tally.rows += rows;
      tally.rejected += rejected;
      if (firstDate !== null && firstDate < (tally.firstDate ?? '~')) tally.firstDate = firstDate;
      if (lastDate !== null && lastDate > (tally.lastDate ?? '')) tally.lastDate = lastDate;
    }
  }

  /** The names under which rows were put aside. */
  owners(): string[] {
    return [...this.#tallies.keys()];
  }

  /** The name in the files of a subject that `subjects` gave. */
  ownerOf(subject: string | undefined): string {
    if (subject === undefined) return unattributed;
    const names = this.#names();
    return names[subjectIds(names).indexOf(subject)] ?? unattributed;
  }

  /** @throws {HeartlineError} see `RowCollector.subjects`. */
  subjects(files: string, byUser: boolean): ImportSubject[] {
    if (!byUser) return [{ subject: undefined, ...this.#tally(unattributed) }];
    const names = this.#names();
    if (names.length === 0) {
      throw unreadable(files, 'has no row that names a user; check the user column.');
    }
    const nobodys = this.#tallies.get(unattributed);
    return subjectIds(names).map((subject, i) => {
      const { rows, rejected, ...dates } = this.#tally(names[i] ?? unattributed);
      const more = i === 0 && nobodys ? nobodys : { rows: 0, rejected: 0 };
      return { subject, rows: rows + more.rows, rejected: rejected + more.rejected, ...dates };
    });
  }

  #names(): string[] {
    return this.owners().filter((name) => name !== unattributed);
  }

  #tally(owner: string): Tally {
    const known = this.#tallies.get(owner);
    if (known) return known;
    const tally: Tally = { rows: 0, rejected: 0, firstDate: null, lastDate: null };
    this.#tallies.set(owner, tally);
    return tally;
  }
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
