/**
 * Samples into the hypertable, a local day at a time, with the day's statistics, the user's totals
 * and the note that the aggregates are behind, all in the day's transaction.
 *
 * Difference first: what stands of the day is fetched and compared, and only the difference is
 * written. An unchanged day costs a read; in compressed chunks nothing is decompressed for it
 * (docs/decisions/loading.md has the figures of the ways that lost).
 */
import postgres from 'postgres';
import type { TransactionSql } from '#db/client.ts';
import type { HeartRateDay, Participant } from '../types.ts';
import { addSamples } from './addSamples.ts';
import { noteBacklog, widenTotals, writeSummary } from './books.ts';
import { changeSamples } from './changeSamples.ts';
import { type DayStatistics, statisticsOfDay } from './dayStatistics.ts';
import { differenceOf, noSamples } from './difference.ts';
import { keepOffsets } from './keepOffsets.ts';
import { mergeDay } from './mergedDay.ts';
import { lockUser, sourceIdOf } from './sourcesOfUser.ts';
import { standingSamples } from './standingSamples.ts';
import type { LoadCounts, Loader } from './types.ts';

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
    if (beside) return await mergeDay(transaction, database, participant.id, day, beside);
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
      writeSummary(transaction, participant.id, day, statistics),
      widenTotals(transaction, participant.id, day, counts.new),
      noteBacklog(transaction, participant.id, day),
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
