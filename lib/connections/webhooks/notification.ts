/** What a notification says: whose data of which kind has changed, and over which stretches. No data. */
import { z } from 'zod';
import { addDays, type LocalDate } from '#lib/time/localDate.ts';
import { localDateOf } from '#lib/time/timeZone.ts';

const instants = z.object({ startTime: z.iso.datetime(), endTime: z.iso.datetime() });
/** On the person's own clock, without an offset. */
const faces = z.object({
  startTime: z.string().regex(/^\d{4}-\d{2}-\d{2}/),
  endTime: z.string().regex(/^\d{4}-\d{2}-\d{2}/),
});

const data = z.object({
  healthUserId: z.string().min(1).max(200),
  operation: z.enum(['UPSERT', 'DELETE']),
  dataType: z.string().min(1).max(100),
  intervals: z
    .array(
      z.object({
        physicalTimeInterval: instants.optional(),
        civilIso8601TimeInterval: faces.optional(),
      }),
    )
    .min(1)
    .max(1_000),
});

const notification = z.object({ data });
export const notificationBody = z.union([
  notification.transform((one) => [one]),
  z.array(notification).max(1_000),
]);
export const verificationBody = z.object({ type: z.literal('verification') });

export type Notification = z.infer<typeof data>;

/** Kinds of data that we read; of others nothing follows. */
export const dataTypes = new Set([
  'heart-rate',
  'daily-resting-heart-rate',
  'daily-heart-rate-zones',
  'time-in-heart-rate-zone',
]);

export interface Days {
  first: LocalDate;
  /** Included. */
  last: LocalDate;
}

/** The local days that the intervals touch, none later than today. */
export function daysOf({ intervals }: Notification, timeZone: string, today: LocalDate): Days[] {
  return intervals.flatMap(({ physicalTimeInterval: exact, civilIso8601TimeInterval: face }) => {
    const days = exact ? daysBetween(exact, timeZone) : face && daysOnClock(face);
    if (!days || days.last < days.first || days.first > today) return [];
    const last = days.last > today ? today : days.last;
    return [{ first: days.first < beforeAll ? beforeAll : days.first, last }];
  });
}

/** Nothing was measured before there were these devices. */
const beforeAll = '2009-01-01';

function daysBetween({ startTime, endTime }: z.infer<typeof instants>, timeZone: string): Days {
  const [start, end] = [Date.parse(startTime), Date.parse(endTime)];
  return {
    first: localDateOf(start, timeZone),
    last: localDateOf(Math.max(start, end - 1), timeZone),
  };
}

/** A day more at both ends: the device's clock may be another than the person's own. */
function daysOnClock({ startTime, endTime }: z.infer<typeof faces>): Days {
  return { first: addDays(startTime.slice(0, 10), -1), last: addDays(endTime.slice(0, 10), 1) };
}
