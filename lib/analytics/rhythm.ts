/** The rhythm of weeks: each hour of each local day. */
import { eachDay, type LocalDate } from '#lib/time/dateArithmetic.ts';
import { offsetAt } from '#lib/time/timeZone.ts';

export interface RhythmDay {
  date: LocalDate;
  /** Means of the 24 hours of the clock’s face, bpm; null without samples. */
  hours: (number | null)[];
}

/**
 * Every day from `start` to `end`, both included. An hour that the clock shows twice is one, the
 * mean of all its samples; one that it skips is null.
 * @param buckets `t` ms UTC, where hours of the wall clock begin; means in bpm, and their samples.
 */
export function rhythm(
  buckets: { t: readonly number[]; avg: readonly number[]; count: readonly number[] },
  { start, end, timeZone }: { start: LocalDate; end: LocalDate; timeZone: string },
): RhythmDay[] {
  const parts = new Map<string, { sum: number; count: number }>();
  for (const [index, ms] of buckets.t.entries()) {
    const key = new Date(ms + offsetAt(ms, timeZone)).toISOString().slice(0, 13);
    const part = parts.get(key) ?? { sum: 0, count: 0 };
    const count = buckets.count[index] ?? 0;
    part.sum += (buckets.avg[index] ?? 0) * count;
    part.count += count;
    parts.set(key, part);
  }
  return [...eachDay(start, end)].map((date) => ({
    date,
    hours: Array.from({ length: 24 }, (_, hour) => {
      const part = parts.get(`${date}T${String(hour).padStart(2, '0')}`);
      return part && part.count > 0 ? Math.round((part.sum / part.count) * 100) / 100 : null;
    }),
  }));
}
