/** Rows of a heart-rate table: which column is what, by the header, and a row's cells by that. */

import type { TableColumns } from '../../files/kind.ts';
import type { HeaderReader } from '../../files/table.ts';

/** Where the header puts what, as indices of columns. */
export interface Columns {
  header: readonly string[];
  /** Absent where no column names a user. */
  user: number | undefined;
  /** One column, or a column of dates and one of times. */
  time: readonly number[];
  value: number;
}

/** What a header may call its columns, the surest name first; case, blanks, `_` and `-` do not count. */
const aliases = {
  user: ['user', 'userid', 'participant', 'participantid', 'id'],
  time: ['datetime', 'timestamp', 'time', 'date'],
  value: ['heartrate', 'heartratebpm', 'bpm', 'beatsperminute', 'value'],
} as const;

/** Columns that a table with a bare `value` may have besides: others say that it is no heart rate. */
const companions = ['', 'source', 'datasource', 'device', 'confidence', 'unit'];

export const understoodHeaders =
  'a column for the time (datetime, timestamp, time or date), one for the heart rate (heartrate, ' +
  'heart_rate, bpm, "beats per minute" or value) and, if there are several people, one for the user ' +
  '(user, participant or id); for example "user,datetime,heartrate", "Id,Time,Value" or "timestamp,value"';

/** What the name of a file says of a bare `value` in it that is no heart rate; Takeout is full of these. */
const otherMeasures =
  /spo2|oxygen|temperature|steps|calories|distance|floors|altitude|sleep|weight|glucose|variability|respirat|stress/i;

/** Of one value a day, whatever its column is called. */
const dailyFigure = /resting[ _-]?heart|(?:^|[\\/])daily[ _-]/i;

export interface TableHints {
  /** Chosen by a person: then nothing is recognised. */
  chosen?: TableColumns | undefined;
  /** Of the file, with its path where it is in an archive: columns called alike mean different things. */
  name?: string;
  /** The header of the column that names the user, or true for the recognised one. */
  userColumn?: string | true | undefined;
}

/**
 * @returns the columns, or why the header is not understood, as the end of a sentence.
 */
export function recogniseHeader(
  header: readonly string[],
  { name = '', userColumn }: TableHints = {},
): Columns | string {
  const names = header.map(plain);
  const first = (list: readonly string[]) => list.map((name) => names.indexOf(name)).find(isThere);
  const value = first(aliases.value);
  const time = timeColumns(names);
  const named = typeof userColumn === 'string' ? names.indexOf(plain(userColumn)) : undefined;
  const user = named ?? first(aliases.user);
  if (time.length === 0) return 'names no column for the time';
  if (value === undefined) return 'names no column for the heart rate';
  if (named === -1) return `has no column "${userColumn}"`;
  if (userColumn === true && user === undefined) return 'has no column that names the user';
  const strange = names.find(
    (name, i) => !companions.includes(name) && i !== value && i !== user && !time.includes(i),
  );
  if (names[value] === 'value' && strange !== undefined) {
    return `has a column "value" that may be anything, beside "${strange}"`;
  }
  if (names[value] === 'value' && otherMeasures.test(name)) {
    return 'has a column "value" that is no heart rate, by the name of the file';
  }
  if (dailyFigure.test(name))
    return 'gives one figure a day and no samples, by the name of the file';
  return { header, user, time, value };
}

/** How the header of a table is read: by the columns that were chosen, or by what they are called. */
export function headerReader(hints: TableHints): HeaderReader<Columns> {
  const { chosen } = hints;
  if (chosen) {
    return {
      understand: (header) => chosenColumns(header, chosen),
      hasHeader: chosen.hasHeader,
      refusal: (_, why) => `${why}; choose among those it has.`,
    };
  }
  return {
    understand: (header) => recogniseHeader(header, hints),
    refusal: (header, why) =>
      `has the header "${header}", which ${why}. A header is understood with ${understoodHeaders}.`,
  };
}

function timeColumns(names: readonly string[]): number[] {
  const [date, time] = [names.indexOf('date'), names.indexOf('time')];
  const whole = ['datetime', 'timestamp'].map((name) => names.indexOf(name)).find(isThere);
  if (whole !== undefined) return [whole];
  return [date, time].filter(isThere);
}

function isThere(index: number): boolean {
  return index >= 0;
}

function plain(name: string): string {
  return name.toLowerCase().replaceAll(/[\s_-]/g, '');
}

/** The columns that were chosen, or why the table has no such columns, as the end of a sentence. */
export function chosenColumns(header: readonly string[], chosen: TableColumns): Columns | string {
  const { time, value, user } = chosen;
  const last = Math.max(...time, value, user ?? 0);
  if (last < header.length) return { header, user, time, value };
  return `has ${header.length} columns, and column ${last + 1} was chosen`;
}

/** The cells of a row that count, as text without blanks around. */
export interface Cells {
  /** Empty where the table has no column for it. */
  user: string;
  time: string;
  value: string;
}

export function cellsOf(fields: readonly string[], columns: Columns): Cells {
  const cell = (index: number | undefined) => (index === undefined ? '' : (fields[index] ?? ''));
  return {
    user: cell(columns.user).trim(),
    time: columns.time.map(cell).join(' ').trim(),
    value: cell(columns.value).trim(),
  };
}
