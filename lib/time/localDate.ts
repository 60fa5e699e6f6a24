/** Local dates: calendar days of a person, without a zone, written YYYY-MM-DD. */
import { z } from 'zod';

/** A calendar day, `YYYY-MM-DD`; such strings sort as the days do. */
export type LocalDate = string;

const msPerDay = 86_400_000;

export const localDateSchema = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, 'must be a date such as 2026-03-29')
  .refine(
    (text) => formatUtcDate(Date.parse(`${text}T00:00:00Z`)) === text,
    'is no day of the calendar',
  );

function formatUtcDate(ms: number): LocalDate | undefined {
  return Number.isNaN(ms) ? undefined : new Date(ms).toISOString().slice(0, 10);
}

/** The day `count` days after `date` (before it when negative). */
export function addDays(date: LocalDate, count: number): LocalDate {
  return new Date(Date.parse(`${date}T00:00:00Z`) + count * msPerDay).toISOString().slice(0, 10);
}

/** How many days `end` lies after `start`; 0 when equal. */
export function daysBetween(start: LocalDate, end: LocalDate): number {
  return Math.round((Date.parse(`${end}T00:00:00Z`) - Date.parse(`${start}T00:00:00Z`)) / msPerDay);
}

/** Every day from `start` to `end`, both included; none when `end` lies before `start`. */
export function* eachDay(start: LocalDate, end: LocalDate): Generator<LocalDate> {
  for (let date = start; date <= end; date = addDays(date, 1)) yield date;
}
