/** Local days of a user, oldest first. */
import { and, asc, between, eq, or, sql } from 'drizzle-orm';
import type { SummaryAnswer, SummaryDay } from '#lib/contract/users.ts';
import type { LocalDate } from '#lib/time/localDate.ts';
import { database } from '../client.ts';
import { activitiesHeartSummary as summary } from '../schema/activitiesHeartSummary.ts';
import type { users } from '../schema/users.ts';
import { roundTo2 } from './heartRateRows.ts';
import { summaryOwner } from './summaryOwner.ts';

type Row = typeof summary.$inferSelect;
type Method = typeof users.$inferSelect.restingHeartRateMethod;

/** @param question both ends included. @throws {HeartlineError} USER_NOT_FOUND. */
export async function getSummary({
  userId,
  start,
  end,
}: {
  userId: string;
  start: LocalDate;
  end: LocalDate;
}): Promise<SummaryAnswer> {
  const { orm } = database();
  const user = await summaryOwner(userId);
  const rows = await orm
    .select()
    .from(summary)
    .where(
      and(
        eq(summary.userId, userId),
        between(summary.date, start, end),
        or(sql`${summary.sampleCount} > 0`, sql`${summary.restingHeartRate} is not null`),
      ),
    )
    .orderBy(asc(summary.date));
  return { userId, timeZone: user.timeZone, days: rows.map((row) => dayOf(row, user.method)) };
}

/** One method a user: the vendor's value and ours are different series and never mixed. */
export function restingHeartRateOf(
  row: { restingHeartRate: number | null; lowest30MinuteMean: number | null },
  method: Method,
): number | null {
  return method === 'vendor' ? row.restingHeartRate : row.lowest30MinuteMean;
}

function dayOf(row: Row, method: Method): SummaryDay {
  const restingHeartRate = restingHeartRateOf(row, method);
  return {
    date: row.date,
    restingHeartRate,
    restingHeartRateMethod: restingHeartRate === null ? null : method,
    heartRateZones: row.heartRateZones,
    customHeartRateZones: row.customHeartRateZones,
    minutesWithData: row.minutesWithData,
    sampleCount: row.sampleCount,
    mean: row.mean === null ? null : roundTo2(row.mean),
    min: row.min,
    max: row.max,
  };
}
