import { describe, expect, it } from 'vitest';
import { type TrendDay, trends } from '#lib/analytics/trends.ts';
import { addDays, eachDay } from '#lib/time/dateArithmetic.ts';
import {
  activeZones,
  drawnAs,
  periodTicks,
  rangeShapes,
  restingShapes,
  zoneShapes,
} from './trendShapes.ts';

const zones = [
  { name: 'Rest', min: 30, max: 100, minutes: 600 },
  { name: 'Moderate', min: 100, max: 140, minutes: 30 },
  { name: 'Peak', min: 140, max: 220, minutes: 0 },
];

const range = { mean: 75, min: 50, max: 150 };

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
      return { date, restingHeartRate: 60, ...range, minutesWithData: 900, zones };
    });
  return trends(days, { start, end, by });
}

describe('trends as shapes', () => {
  it('draw nothing in the place of a day without data', () => {
    const points = pointsOf('2026-03-01', 10, 'day', ['2026-03-05']);
    expect(restingShapes(points).dots.match(/M/g)).toHaveLength(9);
    expect(rangeShapes(points).bars.match(/M/g)).toHaveLength(9);
    expect(zoneShapes(points).layers[0]?.bars.match(/M/g)).toHaveLength(9);
  });

  it('begin the line of the rolling median with the seventh day that is known', () => {
    const { line } = restingShapes(pointsOf('2026-03-01', 10, 'day'));
    expect(line.match(/[ML]/g)?.join('')).toBe('MLLL');
  });

  it('leave out the lowest zone and a zone without a minute', () => {
    const { layers, scale } = zoneShapes(pointsOf('2026-03-01', 3, 'day'));
    expect(layers.map(({ name, bars }) => [name, bars === ''])).toEqual([
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

  it('are bars as long as each has room, and bands from then on', () => {
    expect([52, 91, 521].map(drawnAs)).toEqual(['bars', 'either', 'bands']);
  });

  it('interrupt bands and means where nothing is known, and show a lone period', () => {
    const absent = ['2026-03-03', '2026-03-05'];
    const points = pointsOf('2026-03-01', 10, 'day', absent);
    const { band, line } = rangeShapes(points);
    expect(band.match(/[MZ]/g)?.join('')).toBe('MZMZMZ');
    expect(line.match(/[ML]/g)?.join('')).toBe('MLLLMLLMLLLLLL');
    // The fourth of ten days alone: over the whole of its place, from its highest to its lowest.
    const alone = band.split('Z')[1];
    expect(alone).toMatch(/^M300 /);
    expect(alone).toContain('L400 ');
    expect(zoneShapes(points).layers[0]?.band.match(/M/g)).toHaveLength(3);
  });

  it('lay each zone upon those below it', () => {
    const busy = zones.map((zone) => ({ ...zone, minutes: 30 }));
    const day = { date: '2026-03-01', restingHeartRate: 60, ...range, minutesWithData: 900 };
    const points = trends([{ ...day, zones: busy }], {
      ...{ start: '2026-03-01', end: '2026-03-01', by: 'day' },
    });
    const [moderate, peak] = zoneShapes(points).layers;
    expect(moderate?.band).toBe('M0 65L500 65L1000 65L1000 130L500 130L0 130Z');
    expect(peak?.band).toBe('M0 0L500 0L1000 0L1000 65L500 65L0 65Z');
  });

  it('know the zones of all years, though they were renamed on the way', () => {
    const renamed = zones.map((zone) => ({ ...zone, name: `New ${zone.name}` }));
    const day = { restingHeartRate: 60, ...range, minutesWithData: 900 };
    const points = trends(
      [
        { ...day, date: '2026-03-01', zones },
        { ...day, date: '2026-03-02', zones: renamed },
      ],
      { start: '2026-03-01', end: '2026-03-02', by: 'day' },
    );
    expect(activeZones(points)).toEqual([
      { name: 'Moderate', step: 0 },
      { name: 'New Moderate', step: 0 },
      { name: 'Peak', step: 1 },
      { name: 'New Peak', step: 1 },
    ]);
    expect(zoneShapes(points).layers[1]?.bars).not.toBe('');
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
