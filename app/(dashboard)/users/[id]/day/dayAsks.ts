/** What a day is looked at beside. */
import type { DayAsk } from '#app/_queries/dayHeartRate.ts';
import { addDays, type LocalDate } from '#lib/time/dateArithmetic.ts';

/** How long before the day the others in the background lie. */
export const backgroundDays = { before: 1, week: 7 } as const;

export function mainAsk(date: LocalDate, timeZone: string): DayAsk {
  return { date, timeZone, resolution: '1m' };
}

/** A day in the background, in quarter-hours: its course, without its every beat. */
export function backgroundAsk(date: LocalDate, timeZone: string, daysBefore: number): DayAsk {
  return { date: addDays(date, -daysBefore), timeZone, resolution: '15m' };
}

/** The day itself first, then those in the background. */
export function asksOf(date: LocalDate, timeZone: string): DayAsk[] {
  const before = Object.values(backgroundDays);
  return [mainAsk(date, timeZone), ...before.map((days) => backgroundAsk(date, timeZone, days))];
}
