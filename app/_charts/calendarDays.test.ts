import { describe, expect, it } from 'vitest';
import { calendarDay, dateOfCalendarDay, daysOf, windowOfDays } from './calendarDays.ts';
import { hour, spanOf } from './timeWindow.ts';

describe('days picked in a calendar', () => {
  it('are whole days on the user’s clock, the days of a clock change too', () => {
    const lengths = ['2026-03-28', '2026-03-29', '2026-10-25'].map(
      (date) => spanOf(windowOfDays({ from: date, to: date }, 'Europe/London')) / hour,
    );
    expect(lengths).toEqual([24, 23, 25]);
    const week = windowOfDays({ from: '2026-06-01', to: '2026-06-07' }, 'Asia/Kolkata');
    expect(new Date(week.start).toISOString()).toBe('2026-05-31T18:30:00.000Z');
    expect(spanOf(week) / hour).toBe(7 * 24);
  });

  it('are those that a window touches, and no further one that it only reaches', () => {
    const range = { from: '2026-03-28', to: '2026-03-29' };
    const window = windowOfDays(range, 'Europe/London');
    expect(daysOf(window, 'Europe/London')).toEqual(range);
    expect(daysOf({ ...window, end: window.end + 1 }, 'Europe/London').to).toBe('2026-03-30');
  });

  it('come back from the calendar as they went in', () => {
    for (const date of ['2024-02-29', '2026-03-29', '2026-12-31', '1999-01-01'])
      expect(dateOfCalendarDay(calendarDay(date))).toBe(date);
  });
});
