/**
 * What the device's clock was ahead of UTC, as runs of samples that share it. Kept by the local day,
 * so that days can come in any order and again (docs/decisions/travel.md).
 */
import type { TransactionSql } from '#db/client.ts';
import type { HeartRateDay, OffsetRun, Participant } from '../types.ts';

/** In the day's transaction, before its samples. Nothing is done where the source says nothing of offsets. */
export async function keepOffsets(
  transaction: TransactionSql,
  { id, source }: Participant,
  { startMs, endMs, offsets, t }: HeartRateDay,
): Promise<void> {
  if (!offsets) return;
  const [start, end] = [startMs / 1000, endMs / 1000];
  const standing = await transaction<OffsetRun[]>`
    select round(date_part('epoch', from_at) * 1000) as at, offset_seconds as seconds
    from sample_utc_offsets
    where user_id = ${id} and source = ${source}
      and from_at >= to_timestamp(${start}::float8) and from_at < to_timestamp(${end}::float8)
    order by from_at`;
  if (wordOf(standing) === wordOf(offsets)) return;
  const stretch = { from: t[0] ?? startMs, to: t.at(-1) ?? startMs };
  const { runs, tail } = renewedRuns(standing, offsets, stretch);
  const after = tail && (await sampleAfter(transaction, id, stretch.to, tail.before ?? endMs));
  if (tail && after) runs.push({ at: after, seconds: tail.seconds });
  if (wordOf(standing) === wordOf(runs)) return;
  await transaction`
    delete from sample_utc_offsets where user_id = ${id} and source = ${source}
      and from_at >= to_timestamp(${start}::float8) and from_at < to_timestamp(${end}::float8)`;
  await transaction.unsafe(
    `insert into sample_utc_offsets (user_id, source, from_at, offset_seconds)
    select $1, $2, to_timestamp(ms::float8 / 1000), seconds
    from unnest($3::int8[], $4::int4[]) as run (ms, seconds)`,
    [
      id,
      source,
      `{${runs.map(({ at }) => at).join()}}`,
      `{${runs.map(({ seconds }) => seconds ?? 'NULL').join()}}`,
    ],
    { prepare: true },
  );
}

interface Renewed {
  runs: OffsetRun[];
  /** What held behind the stretch and is not said by any run; `before` is where the next one begins. */
  tail: { seconds: number | null; before: number | undefined } | undefined;
}

/**
 * The day's runs after a stretch of it was read again: a file may hold half a day, and what stands
 * of the other half stays.
 * @param stretch first and last sample that were read, ms UTC.
 */
export function renewedRuns(
  standing: readonly OffsetRun[],
  read: readonly OffsetRun[],
  stretch: { from: number; to: number },
): Renewed {
  const before = standing.filter(({ at }) => at < stretch.from);
  const behind = standing.filter(({ at }) => at > stretch.to);
  const held = standing.findLast(({ at }) => at <= stretch.to);
  const runs = [...before, ...read, ...behind];
  const same = held === undefined || held.seconds === read.at(-1)?.seconds;
  return { runs, tail: same ? undefined : { seconds: held.seconds, before: behind[0]?.at } };
}

/** ms UTC of the first sample behind `ms` and before `end`, of whichever source. */
async function sampleAfter(
  transaction: TransactionSql,
  userId: string,
  ms: number,
  end: number,
): Promise<number | undefined> {
  const [row] = await transaction<{ at: number | null }[]>`
    select round(date_part('epoch', min("timestamp")) * 1000) as at from (
      select "timestamp", user_id from activities_heart_intraday
      union all select "timestamp", user_id from shadowed_heart_intraday) as stored
    where user_id = ${userId} and "timestamp" > to_timestamp(${ms / 1000}::float8)
      and "timestamp" < to_timestamp(${end / 1000}::float8)`;
  return row?.at ?? undefined;
}

function wordOf(runs: readonly OffsetRun[]): string {
  return [...runs]
    .sort((a, b) => a.at - b.at)
    .map(({ at, seconds }) => `${at} ${seconds}`)
    .join();
}
