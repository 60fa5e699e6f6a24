import { describe, expect, it } from 'vitest';
import { eachDay } from '#lib/time/dateArithmetic.ts';
import { cellByKey, dateTicks, hourCells } from './rhythmGrid.ts';

describe('the grid of days and hours', () => {
  it('has a cell for every hour, those without data with null', () => {
    const hours = Array.from({ length: 24 }, (_, hour) => (hour === 2 ? null : 60 + hour));
    const cells = hourCells([
      { date: '2026-03-28', hours },
      { date: '2026-03-29', hours: hours.map(() => null) },
    ]);
    expect(cells).toHaveLength(48);
    expect(cells.filter(({ value }) => value === null)).toHaveLength(25);
    expect(cells[25]).toEqual({ x: 1, y: 1, value: null });
  });

  it('is walked by keys, and never left by them', () => {
    expect(cellByKey('ArrowUp', undefined, 10)).toEqual({ day: 9, hour: 12 });
    expect(cellByKey('ArrowUp', { day: 3, hour: 0 }, 10)).toEqual({ day: 3, hour: 0 });
    expect(cellByKey('ArrowRight', { day: 3, hour: 5 }, 10)).toEqual({ day: 4, hour: 5 });
    expect(cellByKey('PageDown', { day: 3, hour: 5 }, 10)).toEqual({ day: 9, hour: 5 });
    expect(cellByKey('Home', { day: 3, hour: 5 }, 10)).toEqual({ day: 0, hour: 5 });
    expect(cellByKey('Tab', { day: 3, hour: 5 }, 10)).toBeUndefined();
  });

  it.each([1, 7, 28, 84, 365, 731])('names %i days with few words', (count) => {
    const last = new Date(Date.UTC(2025, 0, count)).toISOString().slice(0, 10);
    const ticks = dateTicks([...eachDay('2025-01-01', last)]);
    expect(ticks.length).toBeGreaterThan(0);
    expect(ticks.length).toBeLessThanOrEqual(7);
    expect(ticks[0]).toMatchObject({ label: '1 Jan', under: '2025' });
  });
});
