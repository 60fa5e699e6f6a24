/** Statistics of one local day's samples. */
import type { HeartRateDay } from '../types.ts';

export interface DayStatistics {
  count: number;
  /** Sum of the samples, bpm. */
  sum: number;
  min: number;
  max: number;
  /** Minutes with at least one sample: the day's wear time. */
  minutesWithData: number;
  /** bpm; null where no 30 minutes hold at least 24 with data. */
  lowest30MinuteMean: number | null;
}

/** Samples of one clock minute. */
export interface Minute {
  /** ms UTC. */
  startMs: number;
  sum: number;
  count: number;
  min: number;
  max: number;
}

const minuteMs = 60_000;
const restWindow = { minutes: 30, minutesPresent: 24 } as const;
const restWindowMs = restWindow.minutes * minuteMs;

export function statisticsOfDay(day: HeartRateDay): DayStatistics {
  return statisticsOfMinutes(minutesOf(day), day);
}

function minutesOf({ t, value }: HeartRateDay): Minute[] {
  const minutes: Minute[] = [];
  let current: Minute | undefined;
  for (let i = 0; i < t.length; i++) {
    const at = t[i] ?? 0;
    const bpm = value[i] ?? 0;
    if (!current || at >= current.startMs + minuteMs) {
      current = {
        startMs: Math.floor(at / minuteMs) * minuteMs,
        sum: 0,
        count: 0,
        min: bpm,
        max: bpm,
      };
      minutes.push(current);
    }
    current.sum += bpm;
    current.count += 1;
    if (bpm < current.min) current.min = bpm;
    if (bpm > current.max) current.max = bpm;
  }
  return minutes;
}

/**
 * @param minutes those with samples, ascending.
 * @param day the local day `[startMs, endMs)` that they are of, ms UTC.
 */
function statisticsOfMinutes(
  minutes: readonly Minute[],
  day: { startMs: number; endMs: number },
): DayStatistics {
  const statistics = {
    count: 0,
    sum: 0,
    min: Number.POSITIVE_INFINITY,
    max: Number.NEGATIVE_INFINITY,
  };
  for (const minute of minutes) {
    statistics.count += minute.count;
    statistics.sum += minute.sum;
    statistics.min = Math.min(statistics.min, minute.min);
    statistics.max = Math.max(statistics.max, minute.max);
  }
  return {
    ...statistics,
    minutesWithData: minutes.length,
    lowest30MinuteMean: lowest30MinuteMean(minutes, day),
  };
}

/**
 * The resting heart rate where a vendor gives none: the lowest mean over 30 minutes of which at
 * least 24 hold samples. The mean is of the minutes' means, so that a minute read every second
 * counts as much as one read every 15 (shared definition: docs/decisions/resting-heart-rate.md).
 */
export function lowest30MinuteMean(
  minutes: readonly Minute[],
  { startMs, endMs }: { startMs: number; endMs: number },
): number | null {
  let lowest: number | null = null;
  let first = 0;
  let next = 0;
  let sumOfMeans = 0;
  // Every half hour within the day, also those that begin or end in a gap.
  for (let from = startMs; from + restWindowMs <= endMs; from += minuteMs) {
    for (
      let late = minutes[next];
      late && late.startMs < from + restWindowMs;
      late = minutes[next]
    ) {
      sumOfMeans += late.sum / late.count;
      next += 1;
    }
    for (let early = minutes[first]; early && early.startMs < from; early = minutes[first]) {
      sumOfMeans -= early.sum / early.count;
      first += 1;
    }
    const present = next - first;
    if (present < restWindow.minutesPresent) continue;
    const mean = sumOfMeans / present;
    if (lowest === null || mean < lowest) lowest = mean;
  }
  return lowest === null ? null : Math.round(lowest * 10) / 10;
}
