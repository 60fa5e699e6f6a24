/** The local days that a window touches, for what works by days. */
import type { TimeWindow } from '#app/_charts/timeWindow.ts';
import { formatLocalDate } from '#app/_format/time.ts';
import type { LocalDate } from '#lib/time/dateArithmetic.ts';
import { localDateOf } from '#lib/time/timeZone.ts';

export interface DayRange {
  start: LocalDate;
  end: LocalDate;
}

/** First and last local day of a window, both included; none after today. */
export function daysOfWindow(window: TimeWindow, timeZone: string, now: number): DayRange {
  const today = localDateOf(now, timeZone);
  const last = localDateOf(Math.floor(window.end) - 1, timeZone);
  const first = localDateOf(Math.floor(window.start), timeZone);
  const end = last < today ? last : today;
  return { start: first < end ? first : end, end };
}

/** `Sat 14 Nov 2026`, or `Sat 14 Nov 2026 to Sun 15 Nov 2026`. */
export function formatDays({ start, end }: DayRange): string {
  return start === end
    ? formatLocalDate(start)
    : `${formatLocalDate(start)} to ${formatLocalDate(end)}`;
}
