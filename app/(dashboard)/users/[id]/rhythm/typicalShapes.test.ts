import { describe, expect, it } from 'vitest';
import { runsOf, typicalShapes } from './typicalShapes.ts';

const none = { minute: [], q1: [], median: [], q3: [], count: [] };
const head = {
  userId: 'a',
  timeZone: 'UTC',
  start: '2026-03-01',
  end: '2026-03-07',
  unit: 'bpm' as const,
};

describe('a typical day', () => {
  it('is interrupted where no day has a quarter-hour', () => {
    expect(runsOf([0, 15, 45, 60, 75])).toEqual([
      [0, 2],
      [2, 5],
    ]);
    const minute = [0, 15, 45, 60];
    const values = minute.map(() => 60);
    const profile = { minute, q1: values, median: values, q3: values, count: values };
    const { weekdays } = typicalShapes({ ...head, weekdays: profile, weekends: none });
    expect(weekdays.line.match(/[ML]/g)?.join('')).toBe('MLML');
  });

  it('is nothing without a day', () => {
    expect(runsOf([])).toEqual([]);
    const { weekends, scale } = typicalShapes({ ...head, weekdays: none, weekends: none });
    expect(weekends).toEqual({ band: '', line: '' });
    expect(scale.max).toBeGreaterThan(scale.min);
  });
});
