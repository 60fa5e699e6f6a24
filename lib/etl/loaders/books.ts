/** All that is kept about a day besides its samples: statistics, totals, and the note for the aggregates. */
import type { TransactionSql } from '#db/client.ts';
import type { HeartRateDay } from '../types.ts';
import type { DayStatistics } from './dayStatistics.ts';

/** A local day `[startMs, endMs)`, ms UTC. */
export type DayBounds = Pick<HeartRateDay, 'date' | 'startMs' | 'endMs'>;

export async function writeSummary(
  transaction: TransactionSql,
  userId: string,
  { date }: DayBounds,
  statistics: DayStatistics,
): Promise<void> {
  await transaction`
    insert into activities_heart_summary
      (user_id, date, lowest_30_minute_mean, minutes_with_data, sample_count, value_sum, min, max)
    values (${userId}, ${date}, ${statistics.lowest30MinuteMean}, ${statistics.minutesWithData},
      ${statistics.count}, ${statistics.sum}, ${statistics.min}, ${statistics.max})
    on conflict (user_id, date) do update set
      lowest_30_minute_mean = excluded.lowest_30_minute_mean,
      minutes_with_data = excluded.minutes_with_data,
      sample_count = excluded.sample_count,
      value_sum = excluded.value_sum,
      min = excluded.min,
      max = excluded.max`;
}

/** A day whose last sample went; what a vendor says of it stays. */
export async function clearSummary(
  transaction: TransactionSql,
  userId: string,
  { date }: DayBounds,
): Promise<void> {
  await transaction`
    update activities_heart_summary set lowest_30_minute_mean = null, minutes_with_data = 0,
      sample_count = 0, value_sum = 0, min = null, max = null
    where user_id = ${userId} and date = ${date}`;
}

/** Takes away the row of a day of which nothing is left, neither samples nor what a vendor said. */
export async function dropEmptySummary(
  transaction: TransactionSql,
  userId: string,
  { date }: DayBounds,
): Promise<void> {
  await transaction`
    delete from activities_heart_summary
    where user_id = ${userId} and date = ${date} and sample_count = 0 and not exists (
      select from vendor_heart_summary where user_id = ${userId} and date = ${date})`;
}

/** The totals after samples came that are beyond or between those there are. */
export async function widenTotals(
  transaction: TransactionSql,
  userId: string,
  { t }: HeartRateDay,
  added: number,
): Promise<void> {
  await transaction`
    update users set
      first_sample = least(first_sample, to_timestamp(${(t[0] ?? 0) / 1000}::float8)),
      last_sample = greatest(last_sample, to_timestamp(${(t.at(-1) ?? 0) / 1000}::float8)),
      sample_count = sample_count + ${added}
    where id = ${userId}`;
}

/** The totals after samples may have gone too: the first and the last are looked up. */
export async function renewTotals(
  transaction: TransactionSql,
  userId: string,
  shownMore: number,
): Promise<void> {
  await transaction`
    update users set
      first_sample = (select min("timestamp") from activities_heart_intraday where user_id = ${userId}),
      last_sample = (select max("timestamp") from activities_heart_intraday where user_id = ${userId}),
      sample_count = sample_count + ${shownMore}
    where id = ${userId}`;
}

export async function noteBacklog(
  transaction: TransactionSql,
  userId: string,
  { startMs, endMs }: DayBounds,
): Promise<void> {
  await transaction`
    insert into aggregate_backlog (user_id, start_at, end_at)
    values (${userId}, to_timestamp(${startMs / 1000}::float8), to_timestamp(${endMs / 1000}::float8))`;
}
