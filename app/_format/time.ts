/**
 * Times as people read them, in a named zone. Written out by hand in English: the server's and the
 * browser's Intl differ in details, and then the page would not hydrate.
 */
import type { LocalDate } from '#lib/time/dateArithmetic.ts';
import { offsetAt } from '#lib/time/timeZone.ts';

const weekdays = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
export const months = [
  'Jan',
  'Feb',
  'Mar',
  'Apr',
  'May',
  'Jun',
  'Jul',
  'Aug',
  'Sep',
  'Oct',
  'Nov',
  'Dec',
];

/** No zone sets its clock back by more. */
const longestChange = 3 * 3_600_000;

const two = (value: number) => String(value).padStart(2, '0');

/** A date whose UTC fields are those of the clock's face in the zone. */
function faceOf(ms: number, timeZone: string): Date {
  return new Date(Math.floor(ms) + offsetAt(ms, timeZone));
}

/** `09:15`, or `09:15:05` with seconds. */
export function formatClock(ms: number, timeZone: string, seconds = false): string {
  const face = faceOf(ms, timeZone);
  const clock = `${two(face.getUTCHours())}:${two(face.getUTCMinutes())}`;
  return seconds ? `${clock}:${two(face.getUTCSeconds())}` : clock;
}

/** `Sat 14 Nov`. */
export function formatShortDate(ms: number, timeZone: string): string {
  return shortDate(faceOf(ms, timeZone));
}

function shortDate(face: Date): string {
  return `${weekdays[face.getUTCDay()]} ${face.getUTCDate()} ${months[face.getUTCMonth()]}`;
}

/** `14 Nov 2026`. */
function formatDate(ms: number, timeZone: string): string {
  const face = faceOf(ms, timeZone);
  return `${face.getUTCDate()} ${months[face.getUTCMonth()]} ${face.getUTCFullYear()}`;
}

/** `14 Nov 2026, 09:15`. */
export function formatDateTime(ms: number, timeZone: string, seconds = false): string {
  return `${formatDate(ms, timeZone)}, ${formatClock(ms, timeZone, seconds)}`;
}

/** A local date as `Sat 14 Nov 2026`. */
export function formatLocalDate(date: LocalDate): string {
  const day = new Date(`${date}T00:00:00Z`);
  return `${shortDate(day)} ${day.getUTCFullYear()}`;
}

/** `UTC+5:30`; the zone's offset at that instant. */
export function formatOffset(ms: number, timeZone: string): string {
  return formatFixedOffset(offsetAt(ms, timeZone));
}

/** `UTC+5:30` for an offset of so many ms. */
export function formatFixedOffset(offsetMs: number): string {
  const minutes = Math.round(offsetMs / 60_000);
  if (minutes === 0) return 'UTC';
  const size = Math.abs(minutes);
  const rest = size % 60 === 0 ? '' : `:${two(size % 60)}`;
  return `UTC${minutes < 0 ? '−' : '+'}${Math.floor(size / 60)}${rest}`;
}

/**
 * Which of two, where the clock shows the same time twice: ` UTC+1` in the first hour that is set
 * back, ` UTC` in the second. Empty at any other time.
 */
export function formatWhich(ms: number, timeZone: string): string {
  const offset = offsetAt(ms, timeZone);
  const others = [offsetAt(ms - longestChange, timeZone), offsetAt(ms + longestChange, timeZone)];
  const twice = others.some(
    (other) => other !== offset && offsetAt(ms + offset - other, timeZone) === other,
  );
  return twice ? ` ${formatOffset(ms, timeZone)}` : '';
}

/** `Europe/London (UTC+1)`. */
export function formatZone(ms: number, timeZone: string): string {
  return `${timeZone.replaceAll('_', ' ')} (${formatOffset(ms, timeZone)})`;
}

/** A stretch of time in as few words as say it: the date once where both ends share it. */
export function formatSpan(startMs: number, endMs: number, timeZone: string): string {
  const whole = startMs % 60_000 === 0 && endMs % 60_000 === 0;
  const seconds = !whole && endMs - startMs < 10 * 60_000;
  const sameDay = formatDate(startMs, timeZone) === formatDate(endMs - 1, timeZone);
  const from = `${formatShortDate(startMs, timeZone)} ${formatClock(startMs, timeZone, seconds)}`;
  if (sameDay) return `${from} – ${formatClock(endMs, timeZone, seconds)}`;
  if (endMs - startMs <= 14 * 86_400_000) {
    return `${from} – ${formatShortDate(endMs, timeZone)} ${formatClock(endMs, timeZone, seconds)}`;
  }
  return `${formatDate(startMs, timeZone)} – ${formatDate(endMs - 1, timeZone)}`;
}

/** `datetime-local` value of an instant in a zone: `2026-11-14T09:15:05`. */
export function toInputDateTime(ms: number, timeZone: string): string {
  return faceOf(ms, timeZone).toISOString().slice(0, 19);
}

/** `2026-11-14T09:15:05+05:30`: local time with its offset, as machines read it. */
export function formatIsoLocal(ms: number, timeZone: string): string {
  const minutes = Math.round(offsetAt(ms, timeZone) / 60_000);
  const size = Math.abs(minutes);
  const offset = `${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
  return `${toInputDateTime(ms, timeZone)}${offset}`;
}

const ladder: [limitMs: number, unitMs: number, name: string][] = [
  [60_000, 1_000, 'second'],
  [3_600_000, 60_000, 'minute'],
  [86_400_000, 3_600_000, 'hour'],
  [45 * 86_400_000, 86_400_000, 'day'],
  [548 * 86_400_000, 30.44 * 86_400_000, 'month'],
  [Number.POSITIVE_INFINITY, 365.25 * 86_400_000, 'year'],
];

/** `45 minutes`, `3 hours`: one unit, rounded; at least one. */
export function formatLength(ms: number): string {
  const [, unitMs, name] = ladder.find(([limit]) => Math.abs(ms) < limit) ?? [0, 1_000, 'second'];
  const count = Math.max(1, Math.round(Math.abs(ms) / unitMs));
  return `${count} ${name}${count === 1 ? '' : 's'}`;
}

/** `3 minutes ago`, `just now`, `in 2 hours`. */
export function formatRelative(ms: number, now: number): string {
  const ago = now - ms;
  if (Math.abs(ago) < 10_000) return 'just now';
  return ago > 0 ? `${formatLength(ago)} ago` : `in ${formatLength(ago)}`;
}

/** How long something took: `0.4 s`, `12.3 s`, `4 min 05 s`, `1 h 12 min`. */
export function formatDuration(ms: number): string {
  if (ms < 59_950) return `${(ms / 1000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1000);
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ${two(seconds % 60)} s`;
  return `${Math.floor(seconds / 3600)} h ${two(Math.floor((seconds % 3600) / 60))} min`;
}

/** Minutes of a day as `23 h 05 min` or `45 min`. */
export function formatMinutes(minutes: number): string {
  const whole = Math.round(minutes);
  return whole < 60 ? `${whole} min` : `${Math.floor(whole / 60)} h ${two(whole % 60)} min`;
}
