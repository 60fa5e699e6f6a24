/** The people of a file: their ids, and what is said when they cannot be told apart. */

import { HeartlineError } from '#lib/errors.ts';
import type { LocalDate } from '#lib/time/localDate.ts';
import { userIdSchema } from '#lib/userId.ts';
import { shown } from './failures.ts';

/** One person of the files. */
export interface ImportSubject {
  /** An id that `userIdSchema` accepts, from the user column; undefined without `userColumn`. */
  subject: string | undefined;
  /** Rows of data: readings and refused ones. */
  rows: number;
  /** Of these, the rows that are no reading: malformed, or without a time. */
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
