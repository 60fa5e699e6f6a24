/** Tables with one figure a day: a sample has a moment, and no day's figure is put at midnight. */
import { NoHeartRate } from '../../files/kind.ts';

export interface TimedRow {
  /** Who it is of; '' where nobody is named. */
  user: string;
  /** As the table writes it. */
  written: string;
  /** As it is read: in a notation that is known everywhere, or ms UTC. */
  time: string | number;
}

const msPerDay = 86_400_000;

/** Fewest rows at midnight that are taken for days: one may have been measured then. */
const fewestMidnights = 2;
/** The same for instants: midnight of the person's zone is any time of day of UTC. */
const fewestInstants = 3;

const dateOnly = /^\d{1,4}([-/.])\d{1,2}\1\d{1,4}$|^\d{8}$/;
const midnight =
  /^\S+[T ](?:00:00(?::00(?:\.0+)?)?|12:00(?::00)? ?AM)(?: ?(?:Z|UTC|[+-]\d\d:?\d\d))?$/i;

/**
 * Whether the first rows of a table are days: all of them dates without a time of day, at midnight
 * or apart by whole days, and none twice for one person.
 */
export function areDays(rows: readonly TimedRow[]): boolean {
  const distinct = new Set(rows.map(({ user, time }) => `${time} ${user}`));
  if (rows.length === 0 || distinct.size < rows.length) return false;
  const [first] = rows;
  if (typeof first?.time === 'number') {
    const inDay = first.time % msPerDay;
    const isSame = rows.every(({ time }) => typeof time === 'number' && time % msPerDay === inDay);
    return isSame && rows.length >= fewestInstants;
  }
  const texts = rows.map(({ time }) => String(time));
  if (texts.every((text) => dateOnly.test(text))) return true;
  return texts.length >= fewestMidnights && texts.every((text) => midnight.test(text));
}

/** @throws {NoHeartRate} where they are, with what to do. */
export function refuseDays(rows: readonly TimedRow[]): void {
  if (!areDays(rows)) return;
  const [{ written } = { written: '' }] = rows;
  throw new NoHeartRate(
    `gives one figure a day ("${written}") and no samples, which have a moment. If it is the resting heart rate of each day, say so with its columns on the import page, or name the column "resting heart rate"; other figures of a day are not imported.`,
  );
}
