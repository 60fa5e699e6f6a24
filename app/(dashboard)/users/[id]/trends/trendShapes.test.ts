import { describe, expect, it } from 'vitest';
import { type TrendDay, trends } from '#lib/analytics/trends.ts';
import { addDays, eachDay } from '#lib/time/dateArithmetic.ts';
import { periodTicks, rangeShapes, restingShapes, zoneShapes } from './trendShapes.ts';

const zones = [
  { name: 'Rest', min: 30, max: 100, minutes: 600 },
  { name: 'Moderate', min: 100, max: 140, minutes: 30 },
  { name: 'Peak', min: 140, max: 220, minutes: 0 },
];

function pointsOf(
  start: string,
  count: number,
  by: 'day' | 'week' | 'month',
  absent: string[] = [],
) {
  const end = addDays(start, count - 1);
  const days = [...eachDay(start, end)]
    .filter((date) => !absent.includes(date))
    .map((date): TrendDay => {
      return { date, restingHeartRate: 60, min: 50, max: 150, minutesWithData: 900, zones };
    });
  return trends(days, { start, end, by });
}

describe('trends as shapes', () => {
  it('draw nothing in the place of a day without data', () => {
    const points = pointsOf('2026-03-01', 10, 'day', ['2026-03-05']);
    expect(restingShapes(points).dots.match(/M/g)).toHaveLength(9);
    expect(rangeShapes(points).bars.match(/M/g)).toHaveLength(9);
    expect(zoneShapes(points).layers[0]?.path.match(/M/g)).toHaveLength(9);
  });

  it('begin the line of the rolling median with the seventh day that is known', () => {
    const { line } = restingShapes(pointsOf('2026-03-01', 10, 'day'));
    expect(line.match(/[ML]/g)?.join('')).toBe('MLLL');
  });

  it('leave out the lowest zone and a zone without a minute', () => {
    const { layers, scale } = zoneShapes(pointsOf('2026-03-01', 3, 'day'));
    expect(layers.map(({ name, path }) => [name, path === ''])).toEqual([
      ['Moderate', false],
      ['Peak', true],
    ]);
    expect(scale).toEqual({ min: 0, max: 30, step: 10 });
  });

  it('have a scale where nothing is known', () => {
    const points = pointsOf('2026-03-01', 3, 'day', ['2026-03-01', '2026-03-02', '2026-03-03']);
    expect(restingShapes(points)).toMatchObject({ dots: '', line: '' });
    expect(rangeShapes(points).bars).toBe('');
    expect(zoneShapes(points).layers).toEqual([]);
  });

  it.each([
    [20, 'day'],
    [91, 'day'],
    [365, 'week'],
    [731, 'day'],
    [3_650, 'month'],
    [14_600, 'month'],
  ] as const)('label %i days by %s with few words, in order', (count, by) => {
    const ticks = periodTicks(pointsOf('2026-01-05', count, by));
    expect(ticks.length).toBeGreaterThan(1);
    expect(ticks.length).toBeLessThanOrEqual(10);
    const shares = ticks.map(({ share }) => share);
    expect(shares).toEqual(shares.toSorted((a, b) => a - b));
  });
});
