/** The typical day: quarter-hours of many days laid over each other by the clock's face. */
import { offsetAt } from '#lib/time/timeZone.ts';
import { quartiles } from './quantiles.ts';

/** Parallel columns, one entry a quarter-hour of the day that any day has; bpm. */
export interface Profile {
  /** Minutes after midnight on the clock’s face. */
  minute: number[];
  q1: number[];
  median: number[];
  q3: number[];
  /** On how many quarter-hours the figures rest. */
  count: number[];
}

const dayMs = 86_400_000;
const minuteMs = 60_000;
const quarterMinutes = 15;

/**
 * Median and quartiles over days of the means of quarter-hours, so that each day counts once
 * whatever its number of samples. An hour that the clock shows twice counts twice.
 * @param buckets `t` ms UTC, where quarter-hours begin; `avg` their means, bpm.
 */
export function typicalDay(
  buckets: { t: readonly number[]; avg: readonly number[] },
  timeZone: string,
): { weekdays: Profile; weekends: Profile } {
  const kinds = { weekdays: new Map<number, number[]>(), weekends: new Map<number, number[]>() };
  for (const [index, ms] of buckets.t.entries()) {
    const face = ms + offsetAt(ms, timeZone);
    const day = Math.floor(face / dayMs);
    const kind = isWeekend(day) ? kinds.weekends : kinds.weekdays;
    const clock = (face - day * dayMs) / minuteMs;
    const minute = Math.floor(clock / quarterMinutes) * quarterMinutes;
    const values = kind.get(minute);
    const value = buckets.avg[index] ?? 0;
    if (values) values.push(value);
    else kind.set(minute, [value]);
  }
  return { weekdays: profileOf(kinds.weekdays), weekends: profileOf(kinds.weekends) };
}

/** @param day since 1970-01-01, which was a Thursday. */
function isWeekend(day: number): boolean {
  const sinceSaturday = (day + 5) % 7;
  return sinceSaturday === 0 || sinceSaturday === 1;
}

function profileOf(values: ReadonlyMap<number, number[]>): Profile {
  const profile: Profile = { minute: [], q1: [], median: [], q3: [], count: [] };
  for (const [minute, means] of [...values].sort(([a], [b]) => a - b)) {
    const found = quartiles(means);
    if (!found) continue;
    profile.minute.push(minute);
    profile.q1.push(found.q1);
    profile.median.push(found.median);
    profile.q3.push(found.q3);
    profile.count.push(means.length);
  }
  return profile;
}
