import { describe, expect, it } from 'vitest';
import {
  dayByKey,
  daysOfYear,
  monthLayout,
  weekdayOf,
  weekLayout,
  yearsOf,
} from './calendarGrid.ts';

const layouts = { weeks: weekLayout, months: monthLayout };

describe.each(Object.entries(layouts))('a year in %s', (_, layout) => {
  it.each([2024, 2026, 2023])(
    'has a place of its own for every day of %i, and finds it there',
    (year) => {
      const days = daysOfYear(year, '1900-01-01', '2099-12-31');
      expect(days).toHaveLength(year === 2024 ? 366 : 365);
      const places = days.map((date) => layout.placeOf(date));
      expect(new Set(places.map(({ x, y }) => `${x} ${y.toFixed(3)}`)).size).toBe(days.length);
      for (const [index, { x, y }] of places.entries()) {
        expect(layout.dayAt(year, { x: x + 0.5, y: y + 0.5 })).toBe(days[index]);
        expect(x).toBeLessThan(layout.size.width);
        expect(y).toBeLessThan(layout.size.height);
      }
    },
  );

  it('has no day before the first, after the last or among the names', () => {
    expect(layout.dayAt(2026, { x: 0.5, y: 0.1 })).toBeUndefined();
    expect(
      layout.dayAt(2026, { x: layout.size.width - 0.1, y: layout.size.height - 0.1 }),
    ).toBeUndefined();
  });
});

describe('the months of a year without data around it', () => {
  it('are left out, three at a time', () => {
    const days = { first: '2025-05-01', last: '2026-04-02' };
    const whole = monthLayout.size.height;
    expect(monthLayout.part(2025, days)).toMatchObject({ top: whole / 4, height: (whole / 4) * 3 });
    expect(monthLayout.part(2026, days)).toMatchObject({ top: 0, height: whole / 2 });
    expect(weekLayout.part(2026, days)).toMatchObject({ top: 0, height: weekLayout.size.height });
  });
});

describe('the days of a calendar', () => {
  it('begin their weeks on Monday', () => {
    expect([weekdayOf('2026-11-23'), weekdayOf('2026-11-29')]).toEqual([0, 6]);
  });

  it('are those between the first and the last with data, years newest first', () => {
    expect(daysOfYear(2026, '2026-12-30', '2027-02-01')).toEqual(['2026-12-30', '2026-12-31']);
    expect(yearsOf('2024-12-31', '2026-01-01')).toEqual([2026, 2025, 2024]);
  });

  it('are walked by keys as they lie, and never beyond the ends', () => {
    const days = { first: '2026-01-10', last: '2026-03-10' };
    expect(dayByKey('ArrowDown', '2026-02-01', weekLayout, days)).toBe('2026-02-02');
    expect(dayByKey('ArrowRight', '2026-02-01', weekLayout, days)).toBe('2026-02-08');
    expect(dayByKey('ArrowLeft', '2026-02-01', monthLayout, days)).toBe('2026-01-31');
    expect(dayByKey('ArrowUp', '2026-01-12', monthLayout, days)).toBe('2026-01-10');
    expect(dayByKey('End', '2026-01-12', monthLayout, days)).toBe('2026-03-10');
    expect(dayByKey('x', '2026-01-12', monthLayout, days)).toBeUndefined();
  });
});
