import { describe, expect, it } from 'vitest';
import { partsOf, windowFigures } from './windowStatistics.ts';

const at = Date.parse;
const hour = 3_600_000;
const stretch = (start: string, end: string) => ({ startMs: at(start), endMs: at(end) });
const zones = [
  { name: 'Fat Burn', min: 100, max: 140, minutes: 0 },
  { name: 'Out of Range', min: 30, max: 100, minutes: 0 },
];
const day = {
  date: '2026-03-29',
  sum: 7_000,
  count: 100,
  min: 50,
  max: 130,
  minutesWithData: 20,
  zones: [
    { name: 'Out of Range', min: 30, max: 100, minutes: 15 },
    { name: 'Fat Burn', min: 100, max: 140, minutes: 5 },
  ],
};

describe('a window', () => {
  it('is cut at the user’s midnights, on the short day of spring too', () => {
    const window = stretch('2026-03-28T22:00:00Z', '2026-03-30T04:00:00Z');
    expect(partsOf(window, 'Europe/London')).toEqual({
      days: { start: '2026-03-29', end: '2026-03-29' },
      edges: [
        stretch('2026-03-28T22:00:00Z', '2026-03-29T00:00:00Z'),
        stretch('2026-03-29T23:00:00Z', '2026-03-30T04:00:00Z'),
      ],
    });
  });

  it('that is days alone has no edges, and one within a day has no days', () => {
    const days = stretch('2026-06-01T00:00:00Z', '2026-06-04T00:00:00Z');
    expect(partsOf(days, 'UTC')).toEqual({
      days: { start: '2026-06-01', end: '2026-06-03' },
      edges: [],
    });
    const inside = stretch('2026-06-01T10:00:00Z', '2026-06-01T12:00:00Z');
    expect(partsOf(inside, 'UTC')).toEqual({ days: undefined, edges: [inside] });
    const acrossMidnight = stretch('2026-06-01T10:00:00Z', '2026-06-02T12:00:00Z');
    expect(partsOf(acrossMidnight, 'UTC').days).toBeUndefined();
  });
});

describe('its figures', () => {
  const window = { startMs: 0, endMs: hour };

  it('weigh by samples and count minutes, of days and of single minutes alike', () => {
    const minutes = [
      { sum: 1_200, count: 10, min: 110, max: 150 },
      { sum: 600, count: 10, min: 45, max: 65 },
    ];
    expect(windowFigures(window, [day], minutes, zones)).toEqual({
      samples: 120,
      mean: 73.33,
      min: 45,
      max: 150,
      minutesWithData: 22,
      coverage: 22 / 60,
      zones: [
        { name: 'Out of Range', min: 30, max: 100, minutes: 16 },
        { name: 'Fat Burn', min: 100, max: 140, minutes: 6 },
      ],
    });
  });

  it('say that there is nothing where there is nothing', () => {
    expect(windowFigures(window, [], [], [])).toEqual({
      samples: 0,
      mean: null,
      min: null,
      max: null,
      minutesWithData: 0,
      coverage: 0,
      zones: [],
    });
  });
});
