/** Local dates: calendar days of a person, without a zone, written YYYY-MM-DD. */

/** A calendar day, `YYYY-MM-DD`; such strings sort as the days do. */
export type LocalDate = string;

const msPerDay = 86_400_000;

/** Whether a text is a day of the calendar, written YYYY-MM-DD. */
export function isLocalDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const ms = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(text);
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
