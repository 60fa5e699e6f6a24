/** Samples in the order of time to the local days that they lie in. */
import type { LocalDate } from '#lib/time/localDate.ts';
import { addDays } from '#lib/time/localDate.ts';
import { type LocalDay, localDateOf, localDay } from '#lib/time/timeZone.ts';
import type { HeartRateDay, OffsetRun, RawHeartRate } from '../types.ts';
import type { Samples } from './heartRateSamples.ts';

/** @param samples in the order of time, each instant once. */
export function splitByLocalDay(
  samples: Samples,
  timeZone: string,
  raw: RawHeartRate,
): HeartRateDay[] {
  const { t, value, length } = samples;
  const says = raw.readings.some(({ utcOffset }) => utcOffset !== undefined);
  const days: HeartRateDay[] = [];
  for (let from = 0; from < length; ) {
    const { date, startMs, endMs } = dayHolding(t[from] ?? 0, timeZone);
    let to = from + 1;
    while (to < length && (t[to] ?? 0) < endMs) to += 1;
    days.push({
      date,
      startMs,
      endMs,
      t: t.subarray(from, to),
      value: value.subarray(from, to),
      ...(says && { offsets: offsetRuns(samples, from, to, raw) }),
    });
    from = to;
  }
  return days;
}

function offsetRuns({ t, row }: Samples, from: number, to: number, raw: RawHeartRate) {
  const runs: OffsetRun[] = [];
  for (let i = from; i < to; i++) {
    const seconds = raw.readings[row[i] ?? 0]?.utcOffset ?? null;
    if (runs.length === 0 || runs.at(-1)?.seconds !== seconds)
      runs.push({ at: t[i] ?? 0, seconds });
  }
  return runs;
}

/** Where clocks went back over midnight, an instant of the old date lies within the new day. */
function dayHolding(ms: number, timeZone: string): LocalDay {
  let date: LocalDate = localDateOf(ms, timeZone);
  let day = localDay(date, timeZone);
  while (ms >= day.endMs) {
    date = addDays(date, 1);
    day = localDay(date, timeZone);
  }
  return day;
}
