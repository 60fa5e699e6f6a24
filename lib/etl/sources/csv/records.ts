/** Rows of a heart-rate table: which column is what, by the header, and a row's cells by that. */

import { readIsoTime, readUsTime } from '#lib/time/writtenTime.ts';
import { namesDailyFigure, namesRestingHeartRate, type TableColumns } from '../../files/kind.ts';
import { plainBpm } from '../../files/plainBpm.ts';
import type { HeaderReader } from '../../files/table.ts';
import { aliases, companions, partsOfTime, plainHeader, saysUtc } from './headers.ts';
import { timeReaders } from './times.ts';

/** bpm beyond which a number in a table without a header is something else. */
const maxBpm = 250;

/** Where the header puts what, as indices of columns. */
export interface Columns {
  header: readonly string[];
  /** Absent where no column names a user. */
  user: number | undefined;
  /** One column, or a column of dates and one of times. */
  time: readonly number[];
  value: number;
  /** Of the column with the offsets of local times, where there is one. */
  offset?: number | undefined;
  /** Of the column with the offset of the device's own clock, which moves no time. */
  deviceOffset?: number | undefined;
  /** Whether times without an offset are UTC, by what their column is called. */
  isUtc?: boolean;
  /** Whether dates with slashes are month first, by what kind of table it is. */
  isMonthFirst?: boolean;
  /** Whether a row is a day with the vendor's own resting heart rate, and no sample. */
  isDaily?: boolean;
}

const understoodHeaders =
  'a column for the time (datetime, timestamp, time or date), one for the heart rate (heartrate, ' +
  'heart_rate, bpm, "beats per minute" or value) and, if there are several people, one for the user ' +
  '(user, participant or id); for example "user,datetime,heartrate", "Id,Time,Value" or "timestamp,value"';

/** What the name of a file says of a bare `value` in it that is no heart rate; Takeout is full of these. */
const otherMeasures =
  /spo2|oxygen|temperature|steps|calories|distance|floors|altitude|sleep|weight|glucose|variability|respirat|stress/i;

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
  const names = header.map(plainHeader);
  const first = (list: readonly string[]) => list.map((name) => names.indexOf(name)).find(isThere);
  const isHour = names.some((name) => partsOfTime.includes(name));
  const value = first(aliases.value.filter((alias) => !(isHour && alias === 'hr')));
  const resting = value === undefined ? first(aliases.resting) : undefined;
  if (resting !== undefined && !otherMeasures.test(name) && !names.includes('sleeplogentryid')) {
    return dailyColumns({ header, names, resting, userColumn });
  }
  const time = timeColumns(names);
  const named = typeof userColumn === 'string' ? names.indexOf(plainHeader(userColumn)) : undefined;
  const user = named ?? first(aliases.user);
  if (time.length === 0) return 'names no column for the time';
  if (value === undefined) return 'names no column for the heart rate';
  if (named === -1) return `has no column "${userColumn}"`;
  if (userColumn === true && user === undefined) return 'has no column that names the user';
  const offset = first(aliases.offset);
  const deviceOffset = first(aliases.deviceOffset);
  const known = [value, user, offset, deviceOffset, ...time];
  const strange = names.find((name, i) => !companions.includes(name) && !known.includes(i));
  if (names[value] === 'value' && strange !== undefined) {
    return `has a column "value" that may be anything, beside "${strange}"`;
  }
  if (names[value] === 'value' && otherMeasures.test(name)) {
    return 'has a column "value" that is no heart rate, by the name of the file';
  }
  if (namesRestingHeartRate(name)) {
    return { header, user, time, value, isDaily: true, isMonthFirst: isFitabase(names) };
  }
  if (namesDailyFigure(name))
    return 'gives one figure a day and no samples, by the name of the file';
  const isUtc = time.some((i) => saysUtc(header[i] ?? ''));
  const isMonthFirst = isFitabase(names);
  return { header, user, time, value, offset, deviceOffset, isUtc, isMonthFirst };
}

interface DailyHeader {
  header: readonly string[];
  names: readonly string[];
  resting: number;
  userColumn: string | true | undefined;
}

/** Fitabase's `Id,ActivityDate,…,RestingHeartRate`, and whatever else has a column of that name beside a date. */
function dailyColumns({ header, names, resting, userColumn }: DailyHeader): Columns | string {
  const isFitabase = names.includes('activitydate');
  const time = isFitabase ? [names.indexOf('activitydate')] : timeColumns(names).slice(0, 1);
  if (time.length === 0) return 'names no column for the day';
  const wanted = typeof userColumn === 'string' ? [plainHeader(userColumn)] : aliases.user;
  const user = wanted.map((name) => names.indexOf(name)).find(isThere);
  if (user === undefined && userColumn !== undefined) {
    return userColumn === true
      ? 'has no column that names the user'
      : `has no column "${userColumn}"`;
  }
  return { header, user, time, value: resting, isDaily: true, isMonthFirst: isFitabase };
}

/** `Id,Time,Value`: Fitabase writes months first, whoever exports. */
function isFitabase(names: readonly string[]): boolean {
  return names.join() === 'id,time,value';
}

/**
 * The columns of a table that has no header, by its first row: a time and a heart rate, and nothing
 * else that could be one.
 */
export function columnsWithoutHeader(fields: readonly string[]): Columns | undefined {
  if (fields.length !== 2) return undefined;
  const time = fields.findIndex((field) => isTime(field));
  const value = 1 - time;
  const bpm = Number(plainBpm(fields[value] ?? '').value);
  if (time < 0 || !(bpm >= 20 && bpm <= maxBpm)) return undefined;
  return { header: fields, user: undefined, time: [time], value };
}

function isTime(text: string): boolean {
  const time = timeReaders['as-written'](text);
  return typeof time === 'number' || (readIsoTime(time) ?? readUsTime(time)) !== null;
}

/** How the header of a table is read: by the columns that were chosen, or by what they are called. */
export function headerReader(hints: TableHints): HeaderReader<Columns> {
  const { chosen } = hints;
  if (chosen) {
    return {
      understand: (header) => chosenColumns(header, chosen, hints.name),
      hasHeader: chosen.hasHeader,
      lastNeeded,
      refusal: (_, why) => `${why}; choose among those it has.`,
    };
  }
  return {
    understand: (header) => recogniseHeader(header, hints),
    withoutHeader: hints.userColumn === undefined ? columnsWithoutHeader : undefined,
    lastNeeded,
    refusal: (header, why) =>
      `has the header "${header}", which ${why}. A header is understood with ${understoodHeaders}.`,
  };
}

/** The last column without which a row is none. */
function lastNeeded({ time, value, user, offset }: Columns): number {
  return Math.max(...time, value, user ?? 0, offset ?? 0);
}

function timeColumns(names: readonly string[]): number[] {
  const first = (list: readonly string[]) => list.map((name) => names.indexOf(name)).find(isThere);
  const moment = first(aliases.moment);
  if (moment !== undefined) return [moment];
  return [first(aliases.date), first(aliases.clock)].filter((index) => index !== undefined);
}

function isThere(index: number): boolean {
  return index >= 0;
}

/** The columns that were chosen, or why the table has no such columns, as the end of a sentence. */
function chosenColumns(
  header: readonly string[],
  chosen: TableColumns,
  name = '',
): Columns | string {
  const { time, value, user, hasHeader } = chosen;
  const last = Math.max(...time, value, user ?? 0);
  if (last >= header.length)
    return `has ${header.length} columns, and column ${last + 1} was chosen`;
  const isNamedSo = hasHeader && isAlias(aliases.resting, header[value]);
  if (!chosen.isDaily && !isNamedSo && !namesRestingHeartRate(name)) {
    return { header, user, time, value };
  }
  return { header, user, time: time.slice(0, 1), value, isDaily: true };
}

function isAlias(list: readonly string[], header = ''): boolean {
  return list.includes(plainHeader(header));
}

/** The cells of a row that count, as text without blanks around. */
export interface Cells {
  /** Empty where the table has no column for it. */
  user: string;
  time: string;
  value: string;
  offset: string;
  deviceOffset: string;
}

export function cellsOf(fields: readonly string[], columns: Columns): Cells {
  const cell = (index: number | undefined) => (index === undefined ? '' : (fields[index] ?? ''));
  return {
    user: cell(columns.user).trim(),
    time:
      columns.time.length === 1
        ? cell(columns.time[0]).trim()
        : columns.time
            .map((index) => cell(index).trim())
            .join(' ')
            .trim(),
    value: cell(columns.value).trim(),
    offset: cell(columns.offset).trim(),
    deviceOffset: cell(columns.deviceOffset).trim(),
  };
}
