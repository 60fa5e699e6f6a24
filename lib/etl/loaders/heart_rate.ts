/**
 * Samples into the hypertable, a local day at a time, with the day's statistics, the user's totals
 * and the note that the aggregates are behind, all in the day's transaction.
 */
import type { Database, TransactionSql } from '#db/client.ts';
import type { HeartRateDay, Participant } from '../types.ts';
import { copyNewDay } from './copyNewDay.ts';
import {
  type DayStatistics,
  type Minute,
  statisticsOfDay,
  statisticsOfMinutes,
} from './dayStatistics.ts';
import { loadDifference } from './loadDifference.ts';
import type { LoadCounts, Loader } from './types.ts';

export const heartRateLoader: Loader<HeartRateDay> = {
  async watermark(database, participant) {
    const [row] = await database.sql<{ ms: number | null }[]>`
      select date_part('epoch', max("timestamp")) * 1000 as ms
      from activities_heart_intraday where user_id = ${participant.id}`;
    return row?.ms ?? undefined;
  },

  async load(transaction, database, participant, day) {
    if (day.t.length === 0) return { new: 0, changed: 0, unchanged: 0 };
    const counts = (await isBeyondEverything(transaction, participant, day))
      ? await loadNew(transaction, database, participant, day)
      : await loadDifference(transaction, participant.id, day);
    if (counts.new + counts.changed > 0) await keepBooks(transaction, participant, day, counts);
    return counts;
  },
};

/** Whether every sample of the day lies behind the user's last one, so that nothing can be in its way. */
async function isBeyondEverything(
  transaction: TransactionSql,
  participant: Participant,
  day: HeartRateDay,
) {
  // The row lock makes two loads for one user take turns, whoever runs them.
  const [row] = await transaction<{ ms: number | null }[]>`
    select date_part('epoch', last_sample) * 1000 as ms from users where id = ${participant.id} for update`;
  return row?.ms == null || (day.t[0] ?? 0) > row.ms;
}

async function loadNew(
  transaction: TransactionSql,
  database: Database,
  participant: Participant,
  day: HeartRateDay,
): Promise<LoadCounts> {
  await copyNewDay(transaction, database.mode, participant.id, day);
  return { new: day.t.length, changed: 0, unchanged: 0 };
}

async function keepBooks(
  transaction: TransactionSql,
  participant: Participant,
  day: HeartRateDay,
  counts: LoadCounts,
): Promise<void> {
  const wasEmpty =
    counts.new === day.t.length && !(await hasSummary(transaction, participant, day));
  const statistics = wasEmpty
    ? statisticsOfDay(day)
    : await storedStatistics(transaction, participant, day);
  await Promise.all([
    writeSummary(transaction, participant, day, statistics),
    transaction`
      update users set
        first_sample = least(first_sample, to_timestamp(${(day.t[0] ?? 0) / 1000}::float8)),
        last_sample = greatest(last_sample, to_timestamp(${(day.t.at(-1) ?? 0) / 1000}::float8)),
        sample_count = sample_count + ${counts.new}
      where id = ${participant.id}`,
    transaction`
      insert into aggregate_backlog (user_id, start_at, end_at)
      values (${participant.id}, to_timestamp(${day.startMs / 1000}::float8), to_timestamp(${day.endMs / 1000}::float8))`,
  ]);
}

async function hasSummary(
  transaction: TransactionSql,
  participant: Participant,
  day: HeartRateDay,
) {
  const rows = await transaction`
    select from activities_heart_summary
    where user_id = ${participant.id} and date = ${day.date} and sample_count > 0`;
  return rows.length > 0;
}

/** The statistics of what is stored for the day now, from its minutes. */
async function storedStatistics(
  transaction: TransactionSql,
  participant: Participant,
  day: HeartRateDay,
): Promise<DayStatistics> {
  const minutes = await transaction.unsafe<Minute[]>(
    `select (floor(date_part('epoch', "timestamp") / 60) * 60000)::float8 as "startMs",
      sum(value)::float8 as sum, count(*)::float8 as count, min(value)::float8 as min, max(value)::float8 as max
    from activities_heart_intraday
    where user_id = $1 and "timestamp" >= to_timestamp($2::float8) and "timestamp" < to_timestamp($3::float8)
    group by 1 order by 1`,
    [participant.id, day.startMs / 1000, day.endMs / 1000],
    { prepare: true },
  );
  return statisticsOfMinutes(minutes, day);
}

async function writeSummary(
  transaction: TransactionSql,
  participant: Participant,
  day: HeartRateDay,
  statistics: DayStatistics,
): Promise<void> {
  await transaction`
    insert into activities_heart_summary
      (user_id, date, lowest_30_minute_mean, minutes_with_data, sample_count, value_sum, min, max)
    values (${participant.id}, ${day.date}, ${statistics.lowest30MinuteMean}, ${statistics.minutesWithData},
      ${statistics.count}, ${statistics.sum}, ${statistics.min}, ${statistics.max})
    on conflict (user_id, date) do update set
      lowest_30_minute_mean = excluded.lowest_30_minute_mean,
      minutes_with_data = excluded.minutes_with_data,
      sample_count = excluded.sample_count,
      value_sum = excluded.value_sum,
      min = excluded.min,
      max = excluded.max`;
}
