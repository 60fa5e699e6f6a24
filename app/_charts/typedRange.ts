/** What a person typed, into `datetime-local` fields or as a range in words, read on their own clock. */
import { addDays, isLocalDate } from '#lib/time/dateArithmetic.ts';
import { localDateOf, localDay, readWallClock } from '#lib/time/timeZone.ts';
import { day, hour, minute, type TimeWindow } from './timeWindow.ts';

const shape = /^(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2})(?::(\d{2}))?/;

/**
 * @param text `2026-11-14T09:15` or with seconds, local to the zone.
 * @returns ms UTC: of an hour that happens twice the first, of one that is skipped as if the clock
 * had not changed; undefined where the text is no time.
 */
export function readTypedInstant(text: string, timeZone: string): number | undefined {
  const [, date = '', hours, minutes, seconds = '0'] = shape.exec(text) ?? [];
  if (!isLocalDate(date)) return undefined;
  const clockMs = (Number(hours) * 3_600 + Number(minutes) * 60 + Number(seconds)) * 1_000;
  return readWallClock(localDay(date, timeZone), clockMs).ms;
}

/** What one side of a range says: an instant, or a stretch such as a whole day. */
type Side = { start: number; end: number };

const separator = /\s+(?:to|until|–|—|-)\s+|\s*\.\.+\s*/i;
const units: Record<string, number> = { minute, hour, day, week: 7 * day, month: 30 * day };

/**
 * A range as people write it: `2025-06-01 14:00 to 15:30`, `2025-06-01 to 2025-06-07` (both days
 * whole), `2025-06`, `yesterday`, `last 3 hours`, `2025-06-01 to now`.
 * @param now ms UTC. @returns undefined where the text is no range, or one without a length.
 */
export function readTypedRange(
  text: string,
  timeZone: string,
  now: number,
): TimeWindow | undefined {
  const clean = text.trim().replace(/\s+/g, ' ').toLowerCase();
  const past = pastOf(clean, now);
  if (past) return past;
  const [left = '', right, ...rest] = clean.split(separator);
  if (rest.length > 0) return undefined;
  const from = readSide(left, timeZone, now);
  if (!from) return undefined;
  const to = right === undefined ? from : readSide(right, timeZone, now, from.start);
  return to && to.end > from.start ? { start: from.start, end: to.end } : undefined;
}

function pastOf(text: string, now: number): TimeWindow | undefined {
  const [, count = '1', unit = ''] = /^last (?:(\d{1,4}) )?([a-z]+?)s?$/.exec(text) ?? [];
  const length = Number(count) * (units[unit] ?? 0);
  return length > 0 ? { start: now - length, end: now } : undefined;
}

/** @param after where the range began: a time without a date is the next one after that. */
function readSide(text: string, timeZone: string, now: number, after?: number): Side | undefined {
  if (text === 'now') return { start: now, end: now };
  const today = localDateOf(now, timeZone);
  const named = { today, yesterday: addDays(today, -1) }[text] ?? text;
  if (isLocalDate(named)) return wholeDays(named, addDays(named, 1), timeZone);
  if (/^\d{4}-\d{2}$/.test(named) && isLocalDate(`${named}-01`)) {
    const next = `${addDays(`${named}-01`, 31).slice(0, 7)}-01`;
    return wholeDays(`${named}-01`, next, timeZone);
  }
  const at = clockOf(named, timeZone, after);
  return at === undefined ? undefined : { start: at, end: at };
}

function wholeDays(first: string, next: string, timeZone: string): Side {
  return { start: localDay(first, timeZone).startMs, end: localDay(next, timeZone).startMs };
}

function clockOf(text: string, timeZone: string, after: number | undefined): number | undefined {
  const [, date, clock = ''] =
    /^(?:(\d{4}-\d{2}-\d{2})[ t])?(\d{1,2}:\d{2}(?::\d{2})?)$/.exec(text) ?? [];
  const padded = clock.padStart(clock.length > 5 ? 8 : 5, '0');
  if (!/^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?$/.test(padded)) return undefined;
  if (date) return readTypedInstant(`${date}T${padded}`, timeZone);
  if (after === undefined) return undefined;
  const day0 = localDateOf(after, timeZone);
  const same = readTypedInstant(`${day0}T${padded}`, timeZone);
  if (same !== undefined && same > after) return same;
  return readTypedInstant(`${addDays(day0, 1)}T${padded}`, timeZone);
}
