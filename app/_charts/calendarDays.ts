/** Local days of a user as a calendar shows them: a calendar knows only the browser's own zone. */
import { addDays, type LocalDate } from '#lib/time/dateArithmetic.ts';
import { localDateOf, localDay } from '#lib/time/timeZone.ts';
import type { TimeWindow } from './timeWindow.ts';

/** Both ends included. */
export interface DayRange {
  from: LocalDate;
  to: LocalDate;
}

/** Noon of that day on the browser's clock, which every zone has on every day. */
export function calendarDay(date: LocalDate): Date {
  const [year = 1970, month = 1, day = 1] = date.split('-').map(Number);
  return new Date(year, month - 1, day, 12);
}

export function dateOfCalendarDay(day: Date): LocalDate {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`;
}

/** The user's local days that the window touches. */
export function daysOf(window: TimeWindow, timeZone: string): DayRange {
  return {
    from: localDateOf(window.start, timeZone),
    to: localDateOf(window.end - 1, timeZone),
  };
}

/** From the first midnight to the one after the last day, on the user's clock: 23 or 25 hours where it changes. */
export function windowOfDays({ from, to }: DayRange, timeZone: string): TimeWindow {
  return {
    start: localDay(from, timeZone).startMs,
    end: localDay(addDays(to, 1), timeZone).startMs,
  };
}
