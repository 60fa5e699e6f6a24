/** A window's figures from its parts: whole local days as summarised, and single minutes around them. */
import type { StatisticsAnswer, ZoneTime } from '#lib/contract/statistics.ts';
import { addDays, type LocalDate } from '#lib/time/dateArithmetic.ts';
import { localDateOf, localDay } from '#lib/time/timeZone.ts';
import type { Stretch } from './backlog.ts';
import { roundTo2 } from './heartRateRows.ts';

/** What any stretch adds up to; `min` and `max` in bpm, null without samples. */
export interface Part {
  sum: number;
  count: number;
  min: number | null;
  max: number | null;
}

export interface DayPart extends Part {
  date: LocalDate;
  minutesWithData: number;
  zones: ZoneTime[];
}

export interface WindowParts {
  /** First and last whole local day, both included; undefined where there is none. */
  days: { start: LocalDate; end: LocalDate } | undefined;
  /** What lies before and after them; all of the window where there are none. */
  edges: Stretch[];
}

/** Cuts a window at the first and the last midnight of the user within it. */
export function partsOf({ startMs, endMs }: Stretch, timeZone: string): WindowParts {
  const at = localDateOf(startMs, timeZone);
  const start = localDay(at, timeZone).startMs === startMs ? at : addDays(at, 1);
  const end = addDays(localDateOf(endMs, timeZone), -1);
  if (end < start) return { days: undefined, edges: [{ startMs, endMs }] };
  const whole = {
    startMs: localDay(start, timeZone).startMs,
    endMs: localDay(end, timeZone).endMs,
  };
  const edges = [
    { startMs, endMs: whole.startMs },
    { startMs: whole.endMs, endMs },
  ];
  return { days: { start, end }, edges: edges.filter((edge) => edge.endMs > edge.startMs) };
}

const minuteMs = 60_000;

/**
 * @param minutes those with samples, each on its own; a minute is in the zone that holds its mean.
 * @param zones the user's latest, by which minutes are told apart.
 */
export function windowFigures(
  { startMs, endMs }: Stretch,
  days: readonly DayPart[],
  minutes: readonly Part[],
  zones: readonly ZoneTime[],
): Omit<StatisticsAnswer, 'userId' | 'timeZone' | 'start' | 'end' | 'unit'> {
  const parts = [...days, ...minutes].filter(({ count }) => count > 0);
  const samples = parts.reduce((total, { count }) => total + count, 0);
  const sum = parts.reduce((total, part) => total + part.sum, 0);
  const minutesWithData =
    minutes.length + days.reduce((total, day) => total + day.minutesWithData, 0);
  const ofWindow = Math.max(1, Math.ceil((endMs - startMs) / minuteMs));
  return {
    samples,
    mean: samples === 0 ? null : roundTo2(sum / samples),
    min: least(parts.map(({ min }) => min)),
    max: most(parts.map(({ max }) => max)),
    minutesWithData,
    coverage: Math.min(1, minutesWithData / ofWindow),
    zones: zoneTimes(days, minutes, zones),
  };
}

function zoneTimes(
  days: readonly DayPart[],
  minutes: readonly Part[],
  zones: readonly ZoneTime[],
): ZoneTime[] {
  const times = new Map(zones.map((zone) => [zone.name, { ...zone, minutes: 0 }]));
  const ordered = [...times.values()].sort((a, b) => a.min - b.min);
  for (const day of days) {
    for (const { name, minutes: spent } of day.zones) {
      const time = times.get(name);
      if (time) time.minutes += spent;
    }
  }
  for (const { sum, count } of minutes) {
    const mean = sum / count;
    const time = ordered.find(({ min, max }) => mean >= min && mean < max);
    if (time) time.minutes += 1;
  }
  return ordered;
}

function least(values: (number | null)[]): number | null {
  return values.reduce(
    (low, value) => (low === null || (value !== null && value < low) ? value : low),
    null,
  );
}

function most(values: (number | null)[]): number | null {
  return values.reduce(
    (high, value) => (high === null || (value !== null && value > high) ? value : high),
    null,
  );
}
