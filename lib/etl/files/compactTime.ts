/**
 * Written times as numbers and back, letter by letter: the notations in which millions of readings
 * come take 8 bytes instead of 20 to 30. Whatever is written in any other way stays text.
 */
import type { LocalDate } from '#lib/time/localDate.ts';
import { readIsoTime, readTimeOfDay, readUsTime } from '#lib/time/writtenTime.ts';

export const timeForms = {
  /** `2025-06-15 14:00:05` */
  wall: 0,
  /** `2025-06-15T14:00:05Z` */
  utc: 1,
  /** `2025-06-15T14:00:05.250Z` */
  utcMs: 2,
  /** `2025-06-15 14:00:05 +0100` */
  offset: 3,
  /** `6/15/2025 2:00:05 PM` */
  us: 4,
} as const;

export type TimeForm = (typeof timeForms)[keyof typeof timeForms];

export interface CompactTime {
  form: TimeForm;
  /** What the face showed, as ms since 1970-01-01 00:00 on it; of the UTC forms the instant. */
  faceMs: number;
  /** Local time minus UTC; 0 where the form has none. */
  offsetMinutes: number;
}

const msPerDay = 86_400_000;

/** The one form in which a text comes out again as it is, and the date on its face; or undefined. */
export function compactTime(text: string): (CompactTime & { date: LocalDate }) | undefined {
  const form = formOf(text);
  if (form === undefined) return undefined;
  const quick = ofKnownDate(text, form);
  if (quick) return quick;
  const written = form === timeForms.us ? readUsTime(text) : readIsoTime(text);
  if (!written) return undefined;
  const faceMs = midnightMs(written.date) + written.clockMs;
  const offsetMinutes = form === timeForms.offset ? (written.offsetMs ?? 0) / 60_000 : 0;
  if (!Number.isInteger(offsetMinutes)) return undefined;
  if (writtenTime(form, faceMs, offsetMinutes) !== text) return undefined;
  known.date = written.date;
  known.midnightMs = faceMs - written.clockMs;
  return { form, faceMs, offsetMinutes, date: written.date };
}

/** The date that was read last: times come in stretches of one. */
const known = { date: '-', midnightMs: 0 };

const blank = 32;
const letterT = 84;
const letterZ = 90;
const plus = 43;
const minus = 45;
const dot = 46;
const zero = 48;

/** The same for a time of that date, by its digits; undefined where it takes a closer look. */
function ofKnownDate(
  text: string,
  form: TimeForm,
): (CompactTime & { date: LocalDate }) | undefined {
  const { date, midnightMs } = known;
  if (form === timeForms.us || !text.startsWith(date)) return undefined;
  const isUtc = form === timeForms.utc || form === timeForms.utcMs;
  if (text.charCodeAt(10) !== (isUtc ? letterT : blank)) return undefined;
  if (isUtc && text.charCodeAt(text.length - 1) !== letterZ) return undefined;
  const clockMs = readTimeOfDay(text.slice(11, 19));
  if (clockMs < 0) return undefined;
  const isOffset = form === timeForms.offset;
  const offsetMinutes = isOffset ? offsetAt(text, 19) : 0;
  const ms = form === timeForms.utcMs ? millisecondsAt(text, 19) : 0;
  if (Number.isNaN(offsetMinutes) || Number.isNaN(ms)) return undefined;
  return { form, faceMs: midnightMs + clockMs + ms, offsetMinutes, date };
}

/** ` +0100`; NaN for any other, `-0000` among them, which would come out as `+0000`. */
function offsetAt(text: string, at: number): number {
  const sign = text.charCodeAt(at + 1);
  if (text.charCodeAt(at) !== blank || (sign !== plus && sign !== minus)) return Number.NaN;
  const minutes = digitsAt(text, at + 4, 2);
  const size = digitsAt(text, at + 2, 2) * 60 + minutes;
  if (minutes > 59 || size > 18 * 60 || (size === 0 && sign === minus)) return Number.NaN;
  return sign === minus ? -size : size;
}

function millisecondsAt(text: string, at: number): number {
  return text.charCodeAt(at) === dot ? digitsAt(text, at + 1, 3) : Number.NaN;
}

function digitsAt(text: string, from: number, count: number): number {
  let number = 0;
  for (let at = from; at < from + count; at++) {
    const digit = text.charCodeAt(at) - zero;
    if (!(digit >= 0 && digit <= 9)) return Number.NaN;
    number = number * 10 + digit;
  }
  return number;
}

function formOf(text: string): TimeForm | undefined {
  if (text.includes('/')) return timeForms.us;
  if (text.length === 19) return timeForms.wall;
  if (text.length === 20) return timeForms.utc;
  if (text.length === 24) return timeForms.utcMs;
  return text.length === 25 ? timeForms.offset : undefined;
}

/** The text that `compactTime` was given. */
export function writtenTime(form: TimeForm, faceMs: number, offsetMinutes: number): string {
  const day = Math.floor(faceMs / msPerDay);
  const clockMs = faceMs - day * msPerDay;
  if (form === timeForms.us) return `${usDate(day)} ${usClock(clockMs)}`;
  const date = isoDate(day);
  const clock = clockText(Math.floor(clockMs / 1000));
  switch (form) {
    case timeForms.wall:
      return `${date} ${clock}`;
    case timeForms.utc:
      return `${date}T${clock}Z`;
    case timeForms.utcMs:
      return `${date}T${clock}.${String(clockMs % 1000).padStart(3, '0')}Z`;
    case timeForms.offset:
      return `${date} ${clock} ${offsetText(offsetMinutes)}`;
  }
}

const midnights = { date: '', ms: 0 };

/** Of one date after the other: parsing it each time would cost more than all the rest. */
function midnightMs(date: string): number {
  if (date !== midnights.date) {
    midnights.ms = Date.parse(`${date}T00:00:00Z`);
    midnights.date = date;
  }
  return midnights.ms;
}

const dates = { day: Number.NaN, text: '' };

function isoDate(day: number): string {
  if (day !== dates.day) {
    dates.text = new Date(day * msPerDay).toISOString().slice(0, 10);
    dates.day = day;
  }
  return dates.text;
}

const twoDigits = Array.from({ length: 100 }, (_, i) => String(i).padStart(2, '0'));

function clockText(seconds: number): string {
  const minutes = Math.floor(seconds / 60);
  return `${twoDigits[Math.floor(minutes / 60)]}:${twoDigits[minutes % 60]}:${twoDigits[seconds % 60]}`;
}

function offsetText(minutes: number): string {
  const size = Math.abs(minutes);
  return `${minutes < 0 ? '-' : '+'}${twoDigits[Math.floor(size / 60)]}${twoDigits[size % 60]}`;
}

function usDate(day: number): string {
  const [year, month, date] = isoDate(day).split('-');
  return `${Number(month)}/${Number(date)}/${year}`;
}

function usClock(clockMs: number): string {
  const hours = Math.floor(clockMs / 3_600_000);
  const rest = clockText(Math.floor(clockMs / 1000)).slice(2);
  return `${hours % 12 || 12}${rest} ${hours < 12 ? 'AM' : 'PM'}`;
}
