/** The stretch of local days that a view shows, kept in its address. */
import type { DaySpan } from '#app/_queries/analytics.ts';
import { addDays, daysBetween, isLocalDate } from '#lib/time/dateArithmetic.ts';
import type { DataDays } from './dataDays.ts';

export const lengthOf = ({ start, end }: DaySpan) => daysBetween(start, end) + 1;

/** The last `length` days that can have data, or all of them where they are fewer. */
export function lastDays(length: number, { first, last }: DataDays): DaySpan {
  const start = addDays(last, 1 - length);
  return { start: start > first ? start : first, end: last };
}

interface SpanRules {
  /** How many days are shown where the address says nothing. */
  usual: number;
  /** The most that may be asked for. */
  most: number;
}

/** What an address says, cut at the ends of the data; the usual where it makes no sense. */
export function spanInAddress(
  start: unknown,
  end: unknown,
  days: DataDays,
  { usual, most }: SpanRules,
): DaySpan {
  const dates = [start, end].filter((date) => typeof date === 'string' && isLocalDate(date));
  const [from, to] = dates.map(String);
  if (from === undefined || to === undefined || from > to) return lastDays(usual, days);
  const cut = {
    first: from > days.first ? from : days.first,
    last: to < days.last ? to : days.last,
  };
  return cut.first > cut.last ? lastDays(usual, days) : lastDays(most, cut);
}

/** The stretch of the same length before or after; stops at the ends. @param direction −1 or 1. */
export function besideSpan(span: DaySpan, direction: -1 | 1, days: DataDays): DaySpan {
  const length = lengthOf(span);
  if (direction < 0) {
    const start = addDays(span.start, -length);
    const from = start > days.first ? start : days.first;
    const end = addDays(from, length - 1);
    return { start: from, end: end < days.last ? end : days.last };
  }
  const end = addDays(span.end, length);
  return lastDays(length, { first: days.first, last: end < days.last ? end : days.last });
}
