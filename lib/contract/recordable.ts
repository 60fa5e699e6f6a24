/** Bounds that hold for every question about recorded time, whatever it asks. */
import type { z } from 'zod';
import { isTimeZone } from '#lib/time/timeZone.ts';

/** Years that every date type on the way can hold; no wearable recorded outside of them. */
const [firstYear, lastYear] = [1900, 2099];
const outside = `must lie in the years ${firstYear} to ${lastYear}`;

/** The same query or body, refusing a `start` or `end` (ms UTC or local date) far from all data. */
export function inRecordableYears<S extends z.ZodObject>(schema: S): S {
  return schema
    .refine(({ start }) => isRecordable(start), { error: outside, path: ['start'] })
    .refine(({ end }) => isRecordable(end), { error: outside, path: ['end'] });
}

function isRecordable(at: unknown): boolean {
  if (typeof at !== 'number' && typeof at !== 'string') return true;
  const year = new Date(at).getUTCFullYear();
  return year >= firstYear && year <= lastYear;
}

/** The same query, refusing a `timeZone` that is none. */
export function inKnownZone<S extends z.ZodObject>(schema: S): S {
  return schema.refine(({ timeZone }) => typeof timeZone !== 'string' || isTimeZone(timeZone), {
    error: 'is not an IANA time zone, such as Europe/London',
    path: ['timeZone'],
  });
}
