/** The days of years in columns: from the daily summaries, as fresh as the samples, without their zones. */
import { and, asc, between, eq, or, sql } from 'drizzle-orm';
import type { CalendarAnswer } from '#lib/contract/analytics.ts';
import { database } from '../client.ts';
import { activitiesHeartSummary as summary } from '../schema/activitiesHeartSummary.ts';
import type { AnalysedDays } from './analysedWindow.ts';
import { restingHeartRateOf } from './getSummary.ts';
import { roundTo2 } from './heartRateRows.ts';
import { summaryOwner } from './summaryOwner.ts';

/** @throws {HeartlineError} USER_NOT_FOUND. */
export async function getCalendar({ userId, start, end }: AnalysedDays): Promise<CalendarAnswer> {
  const { timeZone, method } = await summaryOwner(userId);
  const rows = await database()
    .orm.select({
      date: summary.date,
      mean: summary.mean,
      min: summary.min,
      max: summary.max,
      restingHeartRate: summary.restingHeartRate,
      lowest30MinuteMean: summary.lowest30MinuteMean,
      minutesWithData: summary.minutesWithData,
    })
    .from(summary)
    .where(
      and(
        eq(summary.userId, userId),
        between(summary.date, start, end),
        or(sql`${summary.sampleCount} > 0`, sql`${summary.restingHeartRate} is not null`),
      ),
    )
    .orderBy(asc(summary.date));
  return {
    ...{ userId, timeZone, start, end, unit: 'bpm', restingHeartRateMethod: method },
    date: rows.map((row) => row.date),
    mean: rows.map(({ mean }) => (mean === null ? null : roundTo2(mean))),
    min: rows.map((row) => row.min),
    max: rows.map((row) => row.max),
    restingHeartRate: rows.map((row) => restingHeartRateOf(row, method)),
    minutesWithData: rows.map((row) => row.minutesWithData),
  };
}
