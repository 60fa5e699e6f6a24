/**
 * Instants (ms since 1970-01-01 UTC) and local days of IANA time zones. A local day has 23, 24 or
 * 25 hours, and in Lord Howe 23½ or 24½; it begins at the first instant of its date.
 */
import { addDays, type LocalDate } from './dateArithmetic.ts';
import { type OffsetSpan, offsetAt, offsetSpans } from './zoneOffsets.ts';

export { type OffsetSpan, offsetAt, offsetSpans } from './zoneOffsets.ts';

const dayMs = 86_400_000;

/** One local day: `[startMs, endMs)` in ms UTC and the offsets it runs through. */
export interface LocalDay extends OffsetSpanList {
  date: LocalDate;
  startMs: number;
  endMs: number;
}

interface OffsetSpanList {
  spans: OffsetSpan[];
}

export function isTimeZone(name: string): boolean {
  // Fixed offsets are refused: they cannot follow the clock changes of the place where one lives.
  if (/^[+-]/.test(name)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** The zone that this machine is set to. */
export function machineTimeZone(): string {
  return new Intl.DateTimeFormat('en').resolvedOptions().timeZone;
}

/** The local date of an instant (ms UTC). */
export function localDateOf(ms: number, timeZone: string): LocalDate {
  return new Date(ms + offsetAt(ms, timeZone)).toISOString().slice(0, 10);
}

const dayCache = new Map<string, LocalDay>();
const dayCacheLimit = 20_000;

/** The local day `date` in a zone. Cached: a year of one user asks for the same days many times. */
export function localDay(date: LocalDate, timeZone: string): LocalDay {
  const key = `${timeZone} ${date}`;
  const known = dayCache.get(key);
  if (known) return known;
  const startMs = startOfDay(date, timeZone);
  const endMs = startOfDay(addDays(date, 1), timeZone);
  const day = { date, startMs, endMs, spans: offsetSpans(startMs, endMs, timeZone) };
  if (dayCache.size >= dayCacheLimit) dayCache.clear();
  dayCache.set(key, day);
  return day;
}

/** The first instant whose clock shows the date; where midnight is skipped, that of the change. */
function startOfDay(date: LocalDate, timeZone: string): number {
  const face = Date.parse(`${date}T00:00:00Z`);
  const spans = offsetSpans(face - 2 * dayMs, face + 2 * dayMs, timeZone);
  const span = spans.find(({ endMs, offsetMs }) => face - offsetMs < endMs);
  return span ? Math.max(face - span.offsetMs, span.startMs) : face;
}

/** What a local wall-clock time means in a zone on its date. */
export type WallClockReading =
  | { kind: 'once'; ms: number }
  /** The hour that happens twice when clocks go back: both instants, the earlier first. */
  | { kind: 'twice'; ms: number; laterMs: number }
  /** The hour that clocks skip in spring: `ms` is as if the clock had not been changed yet. */
  | { kind: 'skipped'; ms: number };

/**
 * Reads a wall-clock time, given as its date and ms since 00:00 on the clock's face.
 * @param clockMs 0 … 86,399,999.
 */
export function readWallClock(day: LocalDay, clockMs: number): WallClockReading {
  const face = Date.parse(`${day.date}T00:00:00Z`) + clockMs;
  const hits = day.spans
    .map((span) => ({ span, ms: face - span.offsetMs }))
    .filter(({ span, ms }) => ms >= span.startMs && ms < span.endMs);
  const [first, second] = hits;
  if (first && second) return { kind: 'twice', ms: first.ms, laterMs: second.ms };
  if (first) return { kind: 'once', ms: first.ms };
  return { kind: 'skipped', ms: face - (day.spans[0]?.offsetMs ?? 0) };
}
