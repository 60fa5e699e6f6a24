/**
 * Times as sources write them, read as text alone: what the clock's face showed and, where it is
 * written, the offset. What a face means in a zone is decided elsewhere (`readWallClock`).
 */
import type { LocalDate } from './dateArithmetic.ts';

export interface WrittenTime {
  /** The date on the calendar's face. */
  date: LocalDate;
  /** ms since 00:00 on the clock's face, 0 … 86,399,999. */
  clockMs: number;
  /** Local time minus UTC in ms; null where the text has neither `Z` nor an offset. */
  offsetMs: number | null;
}

const msPerMinute = 60_000;
const msPerHour = 3_600_000;
const zero = 48;

/**
 * `HH:MM:SS`, a fraction of a second allowed (kept to the ms, the rest cut off).
 * @returns ms since 00:00, or -1 where the text is no time of day.
 */
export function readTimeOfDay(text: string): number {
  // By character codes: a day of vendor data is 17,000 of these, and a pattern takes ten times as long.
  if (text.charCodeAt(2) !== 58 || text.charCodeAt(5) !== 58) return -1;
  const hours = twoDigits(text, 0);
  const minutes = twoDigits(text, 3);
  const seconds = twoDigits(text, 6);
  if (!(hours < 24 && minutes < 60 && seconds < 60)) return -1;
  const whole = hours * msPerHour + minutes * msPerMinute + seconds * 1000;
  if (text.length === 8) return whole;
  const fraction = /^[.,](\d+)$/.exec(text.slice(8))?.[1];
  return fraction === undefined ? -1 : whole + fractionMs(fraction);
}

/** 0 … 99, or NaN where one of the two is no digit. */
function twoDigits(text: string, at: number): number {
  const tens = text.charCodeAt(at) - zero;
  const ones = text.charCodeAt(at + 1) - zero;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : Number.NaN;
}

const isoPattern =
  /^(\d{4})-(\d\d)-(\d\d)(?:[T ]|\s+)(\d\d):(\d\d)(?::(\d\d)(?:[.,](\d+))?)?(?:\s*(?:(Z|UTC)|([+-])(\d\d)(?::?(\d\d))?))?$/i;

/**
 * `2025-06-15 14:00:05`, with `T` or a blank, with or without seconds, a fraction of a second,
 * `Z` or an offset such as `+01:00`, `+0100`, `+01`.
 * @returns null where the text is no such time, or names a day or an hour that no calendar has.
 */
export function readIsoTime(text: string): WrittenTime | null {
  const parts = isoPattern.exec(text.trim());
  if (!parts) return null;
  const [, year, month, day, hours, minutes, seconds, fraction, utc, sign, offHours, offMinutes] =
    parts;
  const date = calendarDate(Number(year), Number(month), Number(day));
  const clockMs = clock(Number(hours), Number(minutes), Number(seconds ?? 0), fraction);
  if (date === null || clockMs === null) return null;
  if (utc) return { date, clockMs, offsetMs: 0 };
  if (!sign) return { date, clockMs, offsetMs: null };
  const offset = Number(offHours) * msPerHour + Number(offMinutes ?? 0) * msPerMinute;
  // No place on earth is further than 14 hours from UTC; 18 is what ISO 8601 libraries allow.
  if (offset > 18 * msPerHour || Number(offMinutes ?? 0) > 59) return null;
  return { date, clockMs, offsetMs: sign === '-' ? -offset : offset };
}

const slashPattern =
  /^(\d{1,2})\/(\d{1,2})\/(\d{4}),?\s+(\d{1,2}):(\d\d)(?::(\d\d)(?:\.(\d+))?)?(?:\s*([AP])\.?M\.?)?$/i;

/**
 * `4/12/2016 7:21:00 AM`: month first, 12-hour clock; without AM or PM a 24-hour clock.
 * @returns null where the text is no such time.
 */
export function readUsTime(text: string): WrittenTime | null {
  const parts = slashPattern.exec(text.trim());
  if (!parts) return null;
  const [, month, day, year, hours, minutes, seconds, fraction, half] = parts;
  const date = calendarDate(Number(year), Number(month), Number(day));
  const hour = hourOfDay(Number(hours), half);
  const clockMs = clock(hour, Number(minutes), Number(seconds ?? 0), fraction);
  return date === null || clockMs === null ? null : { date, clockMs, offsetMs: null };
}

/** Which of its first two numbers must be the day, in a date written with slashes. */
export function slashDateOrder(text: string): 'month-first' | 'day-first' | 'either' | null {
  const parts = slashPattern.exec(text.trim());
  if (!parts) return null;
  const first = Number(parts[1]);
  const second = Number(parts[2]);
  if (first > 12) return second <= 12 ? 'day-first' : null;
  return second > 12 ? 'month-first' : 'either';
}

function hourOfDay(hour: number, half: string | undefined): number {
  if (half === undefined) return hour;
  if (hour < 1 || hour > 12) return Number.NaN;
  return (hour % 12) + (half.toUpperCase() === 'P' ? 12 : 0);
}

function clock(hours: number, minutes: number, seconds: number, fraction = ''): number | null {
  if (!(hours < 24 && minutes < 60 && seconds < 60)) return null;
  return hours * msPerHour + minutes * msPerMinute + seconds * 1000 + fractionMs(fraction);
}

function fractionMs(digits: string): number {
  return Number(digits.slice(0, 3).padEnd(3, '0'));
}

function calendarDate(year: number, month: number, day: number): LocalDate | null {
  if (month < 1 || month > 12 || day < 1) return null;
  const inMonth =
    month === 2 ? (isLeapYear(year) ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;
  if (day > inMonth) return null;
  const pad = (value: number, length: number) => String(value).padStart(length, '0');
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`;
}

function isLeapYear(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}
