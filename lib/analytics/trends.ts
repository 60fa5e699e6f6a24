/** Days put together into weeks and months, with a rolling median of the resting heart rate. */
import { addDays, type LocalDate } from '#lib/time/dateArithmetic.ts';
import { median } from './quantiles.ts';

export const trendPeriods = ['day', 'week', 'month'] as const;
export type TrendPeriod = (typeof trendPeriods)[number];

/** The rolling median looks back over so many days, and wants so many of them known. */
export const rollingDays = 28;
const rollingLeast = 7;

/** What is known of a local day; heart rates in bpm. */
export interface TrendDay {
  date: LocalDate;
  restingHeartRate: number | null;
  mean: number | null;
  min: number | null;
  max: number | null;
  minutesWithData: number;
  zones: readonly { name: string; min: number; max: number; minutes: number }[];
}

/** A day, a week from Monday, or a month, as far as it lies within the range. */
export interface TrendPoint {
  /** Both included. */
  start: LocalDate;
  end: LocalDate;
  /** How many of its days have samples. */
  days: number;
  /** Median of the days’ resting heart rates, and how many days have one. */
  restingHeartRate: number | null;
  restingDays: number;
  /** Median over the {@link rollingDays} days up to `end`; null when fewer than {@link rollingLeast} are known. */
  rollingMedian: number | null;
  rollingKnown: number;
  /** Medians of the days’ lowest samples, of their means and of their highest samples. */
  low: number | null;
  mean: number | null;
  high: number | null;
  /** Minutes in each zone on an average day that has samples, from the lowest zone. */
  zones: { name: string; minutes: number }[];
}

/**
 * @param days ascending; may begin before `start`, so that the rolling median has its past.
 * @returns a point for every period of the range, those without data too: their figures are null.
 */
export function trends(
  days: readonly TrendDay[],
  { start, end, by }: { start: LocalDate; end: LocalDate; by: TrendPeriod },
): TrendPoint[] {
  const points: TrendPoint[] = [];
  for (let from = start; from <= end; ) {
    const next = nextPeriod(from, by);
    const to = next <= end ? addDays(next, -1) : end;
    points.push(pointOf(days, from, to));
    from = next;
  }
  return points;
}

function nextPeriod(date: LocalDate, by: TrendPeriod): LocalDate {
  if (by === 'day') return addDays(date, 1);
  const at = new Date(`${date}T00:00:00Z`);
  if (by === 'week') return addDays(date, 7 - ((at.getUTCDay() + 6) % 7));
  return new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + 1, 1))
    .toISOString()
    .slice(0, 10);
}

function pointOf(all: readonly TrendDay[], start: LocalDate, end: LocalDate): TrendPoint {
  const days = between(all, start, end);
  const worn = days.filter((day) => day.minutesWithData > 0);
  const resting = known(days.map((day) => day.restingHeartRate));
  const recent = known(
    between(all, addDays(end, 1 - rollingDays), end).map((day) => day.restingHeartRate),
  );
  return {
    start,
    end,
    days: worn.length,
    restingHeartRate: median(resting),
    restingDays: resting.length,
    rollingMedian: recent.length < rollingLeast ? null : median(recent),
    rollingKnown: recent.length,
    low: median(known(worn.map((day) => day.min))),
    mean: median(known(worn.map((day) => day.mean))),
    high: median(known(worn.map((day) => day.max))),
    zones: zonesOf(worn),
  };
}

/** The part of ascending days that lies in `[start, end]`, found without passing over all. */
function between(all: readonly TrendDay[], start: LocalDate, end: LocalDate): readonly TrendDay[] {
  return all.slice(firstFrom(all, start), firstFrom(all, addDays(end, 1)));
}

function firstFrom(all: readonly TrendDay[], date: LocalDate): number {
  let [low, high] = [0, all.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((all[middle]?.date ?? date) < date) low = middle + 1;
    else high = middle;
  }
  return low;
}

function known(values: readonly (number | null)[]): number[] {
  return values.filter((value) => value !== null);
}

/** Zones are told apart by name: their bounds move with age and resting heart rate. */
function zonesOf(days: readonly TrendDay[]): TrendPoint['zones'] {
  const zoned = days.filter((day) => day.zones.length > 0);
  const sums = new Map<string, { min: number; minutes: number }>();
  for (const zone of zoned.flatMap((day) => day.zones)) {
    const sum = sums.get(zone.name) ?? { min: zone.min, minutes: 0 };
    sums.set(zone.name, { min: Math.min(sum.min, zone.min), minutes: sum.minutes + zone.minutes });
  }
  return [...sums]
    .sort(([, a], [, b]) => a.min - b.min)
    .map(([name, { minutes }]) => ({
      name,
      minutes: Math.round((minutes / zoned.length) * 10) / 10,
    }));
}
