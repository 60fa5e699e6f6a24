/**
 * Samples into the hypertable, a local day at a time, with the day's statistics, the user's totals
 * and the note that the aggregates are behind, all in the day's transaction.
 *
 * Difference first: what stands of the day is fetched and compared, and only the difference is
 * written. An unchanged day costs a read; in compressed chunks nothing is decompressed for it
 * (docs/decisions/loading.md has the figures of the ways that lost).
 */
import postgres from 'postgres';
import type { Sql, TransactionSql } from '#db/client.ts';
import type { HeartRateDay, Participant } from '../types.ts';
import { addSamples } from './addSamples.ts';
import { changeSamples } from './changeSamples.ts';
import { type DayStatistics, statisticsOfDay } from './dayStatistics.ts';
import { differenceOf, noSamples } from './difference.ts';
import { keepOffsets } from './keepOffsets.ts';
import { mergeDay } from './mergedDay.ts';
import { standingSamples } from './standingSamples.ts';
import type { LoadCounts, Loaded, Loader } from './types.ts';

export const heartRateLoader: Loader<HeartRateDay> = {
  async watermark(database, participant) {
    const source = await sourceIdOf(database.sql, participant);
    const [row] = await (source === undefined
      ? database.sql<{ ms: number | null }[]>`
        select date_part('epoch', max("timestamp")) * 1000 as ms
        from activities_heart_intraday where user_id = ${participant.id}`
      : database.sql<{ ms: number | null }[]>`
        select date_part('epoch', greatest(
          (select max("timestamp") from activities_heart_intraday
            where user_id = ${participant.id} and source_id = ${source}),
          (select max("timestamp") from shadowed_heart_intraday
            where user_id = ${participant.id} and source_id = ${source}))) * 1000 as ms`);
    return row?.ms ?? undefined;
  },

  async load(transaction, database, participant, day, handedOver) {
    if (day.t.length === 0) return { new: 0, changed: 0, unchanged: 0 };
    const { lastSample, beside } = await lockUser(transaction, participant);
    await keepOffsets(transaction, participant, day);
    if (beside) return await loadBeside(transaction, participant, day, beside);
    const standing =
      lastSample === undefined || lastSample < day.startMs
        ? noSamples
        : await standingSamples(transaction, participant.id, day, handedOver);
    const { added, changed, unchanged, afterwards } = differenceOf(day, standing);
    const counts = { new: added.t.length, changed: changed.t.length, unchanged };
    if (counts.changed > 0) await changeSamples(transaction, participant.id, changed);
    if (counts.new > 0)
      await addSamples(transaction, database.mode, participant.id, added, handedOver);
    if (counts.new + counts.changed > 0)
      await keepBooks(
        transaction,
        participant,
        day,
        counts,
        statisticsOfDay({ ...day, ...afterwards }),
      );
    return { ...counts, t: afterwards.t };
  },
};

interface Beside {
  /** Number of the source that is read. */
  source: number;
  /** Numbers of all the user's sources, in order. */
  order: number[];
}

/**
 * The user's last sample, ms UTC, and the sources where there are several. Loads for one user take
 * turns from here on, whoever runs them.
 */
async function lockUser(
  transaction: TransactionSql,
  participant: Participant,
): Promise<{ lastSample: number | undefined; beside: Beside | undefined }> {
  // Not the stronger FOR UPDATE: a new run of the user refers to this row and must not wait.
  const [row] = await transaction<{ ms: number | null; sources: string | null }[]>`
    select date_part('epoch', last_sample) * 1000 as ms, (
      select string_agg(source_id || ' ' || source, ',' order by precedence)
      from user_sources where user_id = users.id
    ) as sources
    from users where id = ${participant.id} for no key update`;
  return { lastSample: row?.ms ?? undefined, beside: besideOf(row?.sources ?? '', participant) };
}

/** Undefined where the source is the user's only one and its samples carry no number of their own. */
function besideOf(sources: string, participant: Participant): Beside | undefined {
  const list = sources.split(',').map((text) => text.split(' '));
  const order = list.map(([id]) => Number(id));
  if (order.length === 1 && order[0] === 1) return undefined;
  const own = list.find(([, key]) => key === participant.source);
  return own && { source: Number(own[0]), order };
}

/** The number of the participant's source; undefined where it is the only one. */
async function sourceIdOf(sql: Sql, participant: Participant): Promise<number | undefined> {
  const [row] = await sql<{ id: number; count: number }[]>`
    select source_id as id, (select count(*)::int from user_sources where user_id = ${participant.id}) as count
    from user_sources where user_id = ${participant.id} and source = ${participant.source}`;
  return row && (row.count > 1 || row.id > 1) ? row.id : undefined;
}

async function loadBeside(
  transaction: TransactionSql,
  participant: Participant,
  day: HeartRateDay,
  beside: Beside,
): Promise<Loaded> {
  const merged = await mergeDay(transaction, participant.id, day, beside);
  const { counts, shown, shownMore, own } = merged;
  if (counts.new + counts.changed === 0) return { ...counts, t: own.t };
  await writeSummary(transaction, participant, day, statisticsOfDay({ ...day, ...shown }));
  // The first and the last sample may have given way to another of their minute.
  await transaction`
    update users set
      first_sample = (select min("timestamp") from activities_heart_intraday where user_id = ${participant.id}),
      last_sample = (select max("timestamp") from activities_heart_intraday where user_id = ${participant.id}),
      sample_count = sample_count + ${shownMore}
    where id = ${participant.id}`;
  await noteBacklog(transaction, participant, day);
  return { ...counts, t: own.t };
}

/** All that is kept about a day besides its samples. */
async function keepBooks(
  transaction: TransactionSql,
  participant: Participant,
  day: HeartRateDay,
  counts: LoadCounts,
  statistics: DayStatistics,
): Promise<void> {
  try {
    // Not one after the other: they travel together, right behind the samples.
    await Promise.all([
      writeSummary(transaction, participant, day, statistics),
      writeTotals(transaction, participant, day, counts),
      noteBacklog(transaction, participant, day),
    ]);
  } catch (error) {
    if (!isAborted(error)) throw error;
    throw new Error(
      `The database refused the samples of ${participant.id} on ${day.date}; its own log tells why.`,
      { cause: error },
    );
  }
}

/** Whether a statement failed only because one before it had. */
function isAborted(error: unknown): boolean {
  return error instanceof postgres.PostgresError && error.code === '25P02';
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

async function writeTotals(
  transaction: TransactionSql,
  participant: Participant,
  { t }: HeartRateDay,
  counts: LoadCounts,
): Promise<void> {
  await transaction`
    update users set
      first_sample = least(first_sample, to_timestamp(${(t[0] ?? 0) / 1000}::float8)),
      last_sample = greatest(last_sample, to_timestamp(${(t.at(-1) ?? 0) / 1000}::float8)),
      sample_count = sample_count + ${counts.new}
    where id = ${participant.id}`;
}

async function noteBacklog(
  transaction: TransactionSql,
  participant: Participant,
  { startMs, endMs }: HeartRateDay,
): Promise<void> {
  await transaction`
    insert into aggregate_backlog (user_id, start_at, end_at)
    values (${participant.id}, to_timestamp(${startMs / 1000}::float8), to_timestamp(${endMs / 1000}::float8))`;
}
