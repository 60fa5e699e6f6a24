/** The resting heart rate's definition, read word by word and as slow as that. */
import type { SampleColumns } from '#db/queries/heartRateRows.ts';

/**
 * The lowest mean of 30 minutes in a row within the day of which at least 24 have samples, minutes
 * weighing alike; null where there are none. bpm.
 */
export function lowestHalfHour(
  { t, value }: SampleColumns,
  day: { startMs: number; endMs: number },
): number | null {
  const minutes = Array.from({ length: (day.endMs - day.startMs) / 60_000 }, (): number[] => []);
  for (const [i, ms] of t.entries()) {
    minutes[Math.floor((ms - day.startMs) / 60_000)]?.push(value[i] ?? 0);
  }
  const means = minutes.map((values) => (values.length > 0 ? mean(values) : undefined));
  const halfHours = means.slice(29).map((_, from) => means.slice(from, from + 30));
  const lows = halfHours
    .map((half) => half.filter((minute) => minute !== undefined))
    .filter((present) => present.length >= 24)
    .map(mean);
  return lows.length > 0 ? Math.min(...lows) : null;
}

function mean(values: number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
