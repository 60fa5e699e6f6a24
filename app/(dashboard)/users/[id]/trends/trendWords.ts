/** What a period says, in words. */
import { formatBpm, formatCount } from '#app/_format/numbers.ts';
import { formatLocalDate } from '#app/_format/time.ts';
import { rollingDays } from '#lib/analytics/trends.ts';
import type { TrendsAnswer } from '#lib/contract/analytics.ts';

type Point = TrendsAnswer['points'][number];

/** `Mon 2 Mar 2026`, or the first and the last day of a longer period. */
export function periodWords({ start, end }: Point): string {
  return start === end
    ? formatLocalDate(start)
    : `${formatLocalDate(start)} – ${formatLocalDate(end)}`;
}

export function restingReading(point: Point): string {
  const median =
    point.rollingMedian === null
      ? `fewer than 7 of ${rollingDays} days known`
      : `median of ${rollingDays} days ${formatBpm(point.rollingMedian)} bpm (n = ${point.rollingKnown})`;
  if (point.restingHeartRate === null) return `no data; ${median}`;
  return `${formatBpm(point.restingHeartRate)} bpm (n = ${point.restingDays}); ${median}`;
}

export function rangeReading({ low, mean, high, days }: Point): string {
  if (low === null || high === null) return 'no data';
  return `${formatBpm(low)} to ${formatBpm(high)} bpm, mean ${formatBpm(mean)} (n = ${days})`;
}

export function zoneReading({ zones, days }: Point): string {
  if (zones.length === 0) return 'no data';
  const words = zones.slice(1).map(({ name, minutes }) => `${name} ${formatCount(minutes)} min`);
  return `${words.join(', ')} a day (n = ${days})`;
}
