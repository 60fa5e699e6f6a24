/** Times of tables, in the notations that programs write and in those that a person can choose. */
import type { TableNotation } from '../../files/kind.ts';
import { partZone, withZone } from '../../files/writtenZone.ts';
import { spreadsheetReaders } from './spreadsheetDays.ts';

/** @returns text in a notation that is known everywhere, or ms UTC; what is no such time, as it is. */
export type TimeReader = (text: string) => string | number;

export const timeReaders: Record<TableNotation, TimeReader> = {
  'as-written': asWritten,
  'day-first': (text) => monthFirst(text) ?? asWritten(text),
  'unix-seconds': (text) =>
    /^-?\d{1,11}(\.\d+)?$/.test(text) ? Math.round(Number(text) * 1000) : text,
  ...spreadsheetReaders,
  'unix-milliseconds': (text) => (/^-?\d{1,14}$/.test(text) ? Number(text) : text),
};

/** `2025-06-15 14:00:05` with whatever follows: read as it is, millions of times. */
const plain = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:[.,]\d+)?)?(?:Z| ?[+-]\d\d:?\d\d)?$/;

function asWritten(text: string): string | number {
  if (isPlain(text) || plain.test(text)) return text;
  // Only one kind begins so; millions of rows need not ask all the others.
  if (text[1] === '/' || text[2] === '/') return slashed(text);
  // Behind an offset it says the same again; behind a local time it is all that is said.
  if (inBrackets.test(text) && !hasOffset.test(text.replace(inBrackets, ''))) {
    return inZone(text) ?? text;
  }
  return (
    fromEpoch(text) ??
    yearFirst(text) ??
    dotted(text) ??
    compact(text) ??
    named(text) ??
    inZone(text) ??
    slashed(text)
  );
}

const inBrackets = /\s*(?:\[[^\]]*\]|\([^)]*\))$/;
const hasOffset = /(?:Z|UTC|GMT|[+-]\d{1,2}(?::?\d\d)?)$/i;

/** `2025-06-15 14:00:05 Europe/Berlin`, with its offset. Behind a date with slashes a zone stays. */
function inZone(text: string): string | undefined {
  const parts = partZone(text);
  if (!parts || parts.local.includes('/')) return undefined;
  return withZone(String(asWritten(parts.local)), parts.zone);
}

const dash = 45;
const colon = 58;

/** The commonest of these by its letters alone: whether its digits are any, who reads it will see. */
function isPlain(text: string): boolean {
  const { length } = text;
  if (length !== 19 && !(length === 20 && text.endsWith('Z'))) return false;
  const isDate = text.charCodeAt(4) === dash && text.charCodeAt(7) === dash;
  return isDate && text.charCodeAt(13) === colon && text.charCodeAt(16) === colon;
}

/** Of as many digits as a number of seconds, ms, µs or ns since 1970 has from 1973 to 2286. */
const epochDigits = /^(\d{9,10}|\d{12,13}|\d{15,16}|\d{18,19})(?:\.(\d+))?$/;

/** ms UTC, finer parts cut off. Which unit it is, the number of digits tells: they do not overlap. */
function fromEpoch(text: string): number | undefined {
  const parts = epochDigits.exec(text);
  if (!parts) return undefined;
  const [, whole = '', fraction = ''] = parts;
  if (whole.length <= 10) return Number(whole) * 1000 + Number(fraction.slice(0, 3).padEnd(3, '0'));
  const unit = whole.length <= 13 ? 0 : whole.length <= 16 ? 3 : 6;
  return Number(whole.slice(0, whole.length - unit));
}

/** Hours and minutes, then seconds and their fraction, half of the day and offset as far as they are there. */
const clock =
  String.raw`(\d{1,2})[:h](\d\d)(?::(\d\d)(?:[.,](\d+))?)?(?:\s*([AP])\.?\s?M\.?)?` +
  String.raw`(?:\s*(?:(Z|UTC|GMT)?\s*([+-]\d{1,2}(?::?\d\d)?)?))(?:\s*(?:\[[\w/+-]+\]|\([^()]*\)))?$`;

const yearFirstPattern = new RegExp(
  String.raw`^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?:T|,?\s+)${clock}`,
  'i',
);

function yearFirst(text: string): string | undefined {
  const parts = yearFirstPattern.exec(text);
  return parts ? written(parts[1], parts[3], parts[4], parts.slice(5)) : undefined;
}

/** `15.6.2025 14:00:05`: with dots the day is first wherever it is written so. */
const dottedPattern = new RegExp(String.raw`^(\d{1,2})\.(\d{1,2})\.(\d{4}),?\s+${clock}`, 'i');

function dotted(text: string): string | undefined {
  const parts = dottedPattern.exec(text);
  return parts ? written(parts[3], parts[2], parts[1], parts.slice(4)) : undefined;
}

const compactPattern =
  /^(\d{4})(\d\d)(\d\d)[T ]?(\d\d)(\d\d)(\d\d)?(?:[.,](\d+))?\s*(Z|[+-]\d\d:?\d\d)?$/;

/** `20250615T140005Z`. */
function compact(text: string): string | undefined {
  const parts = compactPattern.exec(text);
  if (!parts) return undefined;
  const [, year, month, day, hours, minutes, seconds, fraction, zone] = parts;
  const offset = zone === 'Z' ? undefined : zone;
  const rest = [
    hours,
    minutes,
    seconds,
    fraction,
    undefined,
    zone === 'Z' ? zone : undefined,
    offset,
  ];
  return written(year, month, day, rest);
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const month = String.raw`([A-Z]{3})[a-z]*\.?`;
const weekday = String.raw`^(?:[A-Z]{3,9},?\s+)?`;
const dayMonth = new RegExp(
  String.raw`${weekday}(\d{1,2})[\s-]${month}[\s-](\d{4}),?\s+${clock}`,
  'i',
);
const monthDay = new RegExp(
  String.raw`${weekday}${month}\s+(\d{1,2}),?\s+(\d{4}),?\s+${clock}`,
  'i',
);

/** `Sun Jun 15 2025 14:00:05 GMT+0100 (BST)`, `15 Jun 2025 14:00:05`, `Jun 15, 2025 2:00:05 PM`. */
function named(text: string): string | undefined {
  const dayFirst = dayMonth.exec(text);
  if (dayFirst) return written(dayFirst[3], monthOf(dayFirst[2]), dayFirst[1], dayFirst.slice(4));
  const parts = monthDay.exec(text);
  return parts ? written(parts[3], monthOf(parts[1]), parts[2], parts.slice(4)) : undefined;
}

function monthOf(name = ''): string {
  return String(months.indexOf(name.toLowerCase()) + 1);
}

/** A spreadsheet's short year: of this century, as nothing here was measured in another. */
function slashed(text: string): string {
  const year = text.indexOf('/', 3) + 1;
  // Most have four digits, and stay.
  if (year > 0 && text.charCodeAt(year + 2) > 47) return text;
  return text.replace(/^(\d{1,2}\/\d{1,2}\/)(\d\d)(?=,?\s)/, '$120$2');
}

type Part = string | undefined;

/** ISO 8601 with a blank; a month or an hour that does not exist stays, and is refused later. */
function written(year: Part, monthNumber: Part, day: Part, rest: readonly Part[]): string {
  const [hours = '', minutes = '', seconds = '00', fraction, half, utc, offset] = rest;
  const hour = half === undefined ? hours : String(hourOf(Number(hours), half));
  const date = `${year}-${two(monthNumber)}-${two(day)}`;
  const time = `${two(hour)}:${minutes}:${seconds}${fraction === undefined ? '' : `.${fraction}`}`;
  if (offset !== undefined) return `${date} ${time} ${offsetOf(offset)}`;
  return utc === undefined ? `${date} ${time}` : `${date}T${time}Z`;
}

function hourOf(hour: number, half: string): number {
  if (hour < 1 || hour > 12) return 99;
  return (hour % 12) + (half.toUpperCase() === 'P' ? 12 : 0);
}

function offsetOf(text: string): string {
  const [hours = '', minutes = '00'] = text.slice(1).includes(':')
    ? text.slice(1).split(':')
    : [
        text.slice(1).slice(0, text.length > 3 ? -2 : undefined),
        text.length > 3 ? text.slice(-2) : '00',
      ];
  return `${text[0]}${two(hours)}${minutes}`;
}

function two(digits: Part = ''): string {
  return digits.padStart(2, '0');
}

function monthFirst(text: string): string | undefined {
  const parts = /^(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d\d)(,?\s.*)$/s.exec(text);
  if (!parts) return undefined;
  const [, day, , month, year = '', rest] = parts;
  const whole = year.length === 2 ? `20${year}` : year;
  // A month beyond 12 is none: left as it is, the row is refused instead of read the other way round.
  return Number(month) > 12 ? `${day}-${month}-${whole}${rest}` : `${month}/${day}/${whole}${rest}`;
}

/** Whether a time carries its offset, or is an instant. */
function isInstant(time: string | number): boolean {
  return typeof time === 'number' || /(?:Z|UTC|[+-]\d\d:?\d\d)$/i.test(time);
}

const offsetCell = /^(?:UTC|GMT)?\s*([+-]\d{1,2}(?::?\d\d)?)$|^(?:Z|UTC|GMT)$/i;

/** A local time with what a column beside it says of its offset; with anything else it is no time. */
export function withOffset(time: string | number, cell: string): string | number {
  if (typeof time === 'number' || isInstant(time)) return time;
  const parts = offsetCell.exec(cell);
  if (!parts) return withZone(time, cell) ?? `${time} ${cell}`.trim();
  return `${time} ${parts[1] === undefined ? '+0000' : offsetOf(parts[1])}`;
}

/** Whether a cell is an offset from UTC or a zone, of a time that is beside it. */
export function saysOffset(cell: string): boolean {
  return offsetCell.test(cell) || withZone('2025-01-01 12:00:00', cell) !== undefined;
}

/** What a column says of the device's clock, as seconds ahead of UTC; undefined for what is no offset. */
export function secondsOfOffset(cell: string): number | undefined {
  const parts = offsetCell.exec(cell);
  if (!parts) return undefined;
  const [, sign, hours, minutes] = /^([+-])(\d\d)(\d\d)$/.exec(offsetOf(parts[1] ?? '+0000')) ?? [];
  if (Number(hours) > 23 || Number(minutes) > 59) return undefined;
  return (sign === '-' ? -1 : 1) * (Number(hours) * 3600 + Number(minutes) * 60);
}
