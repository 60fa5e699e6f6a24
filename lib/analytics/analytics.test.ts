import { describe, expect, it } from 'vitest';
import { countedQuartiles, median, quantile, quartiles } from './quantiles.ts';
import { rhythm } from './rhythm.ts';
import { type TrendDay, trends } from './trends.ts';
import { typicalDay } from './typicalDay.ts';

const hour = 3_600_000;

describe('quantiles', () => {
  it('lie between the values as type 7 puts them', () => {
    expect(quartiles([40, 10, 30, 20])).toEqual({ q1: 17.5, median: 25, q3: 32.5 });
    expect(quantile([10, 20, 30], 0.9)).toBeCloseTo(28);
    expect(median([3, 1, 2])).toBe(2);
  });

  it('are null without values', () => {
    expect(quartiles([])).toBeNull();
    expect(countedQuartiles([])).toBeNull();
  });

  it('of counted values are those of the values written out', () => {
    const counts: [number, number][] = [
      [50, 3],
      [60, 1],
      [90, 2],
    ];
    expect(countedQuartiles(counts)).toEqual(quartiles([50, 50, 50, 60, 90, 90]));
  });
});

describe('the rhythm', () => {
  it('weighs the two parts of an hour that the clock shows twice', () => {
    const t = ['2026-10-25T00:00:00Z', '2026-10-25T01:00:00Z'].map((text) => Date.parse(text));
    const days = rhythm(
      { t, avg: [60, 70], count: [3, 1] },
      { start: '2026-10-25', end: '2026-10-25', timeZone: 'Europe/London' },
    );
    expect(days[0]?.hours[1]).toBe(62.5);
    expect(days[0]?.hours.filter((mean) => mean !== null)).toHaveLength(1);
  });

  it('has a row for a day without samples', () => {
    const none = { t: [], avg: [], count: [] };
    const days = rhythm(none, { start: '2026-01-01', end: '2026-01-02', timeZone: 'UTC' });
    expect(days.map(({ date }) => date)).toEqual(['2026-01-01', '2026-01-02']);
    expect(days[1]?.hours).toEqual(Array(24).fill(null));
  });
});

describe('the typical day', () => {
  it('lays days over each other by the local clock, weekends apart', () => {
    const noons = ['2026-03-26', '2026-03-27', '2026-03-28', '2026-03-30'];
    // London is an hour ahead of UTC from 29 March on: 11:00Z is noon of the Monday.
    const t = noons.map((date, i) => Date.parse(`${date}T12:00:00Z`) - (i === 3 ? hour : 0));
    const { weekdays, weekends } = typicalDay({ t, avg: [60, 70, 99, 80] }, 'Europe/London');
    expect(weekdays).toEqual({ minute: [720], q1: [65], median: [70], q3: [75], count: [3] });
    expect(weekends).toEqual({ minute: [720], q1: [99], median: [99], q3: [99], count: [1] });
  });
});

function day(date: string, resting: number | null, minutes = 10): TrendDay {
  const zones = [
    { name: 'Rest', min: 30, max: 100, minutes: 600 },
    { name: 'Peak', min: 160, max: 220, minutes },
  ];
  return {
    ...{ date, restingHeartRate: resting, mean: 70, min: 50, max: 150 },
    ...{ minutesWithData: 610, zones },
  };
}

describe('trends', () => {
  const days = ['02', '03', '04', '05', '06', '07', '09'].map((dd, i) =>
    day(`2026-03-${dd}`, 50 + i, i),
  );

  it('take weeks from Monday and are cut at the ends of the range', () => {
    const weeks = trends(days, { start: '2026-03-04', end: '2026-03-10', by: 'week' });
    expect(weeks.map(({ start, end }) => [start, end])).toEqual([
      ['2026-03-04', '2026-03-08'],
      ['2026-03-09', '2026-03-10'],
    ]);
    expect(weeks[0]).toMatchObject({ days: 4, restingHeartRate: 53.5, restingDays: 4 });
    expect(weeks[0]).toMatchObject({ low: 50, mean: 70, high: 150 });
    expect(weeks[0]?.zones).toEqual([
      { name: 'Rest', minutes: 600 },
      { name: 'Peak', minutes: 3.5 },
    ]);
  });

  it('roll over 28 days, and say nothing where fewer than seven are known', () => {
    const points = trends(days, { start: '2026-03-08', end: '2026-04-05', by: 'day' });
    expect(points[0]).toMatchObject({ rollingMedian: null, rollingKnown: 6, days: 0 });
    expect(points[1]).toMatchObject({ end: '2026-03-09', rollingMedian: 53, rollingKnown: 7 });
    expect(points.at(-1)).toMatchObject({ restingHeartRate: null, rollingKnown: 1, low: null });
  });

  it('keep a period without data, with null and not with zero', () => {
    const months = trends(days, { start: '2026-02-01', end: '2026-03-31', by: 'month' });
    expect(months[0]).toMatchObject({ start: '2026-02-01', end: '2026-02-28', days: 0 });
    expect(months[0]).toMatchObject({ restingHeartRate: null, low: null, high: null, zones: [] });
    expect(months[0]?.mean).toBeNull();
  });
});
