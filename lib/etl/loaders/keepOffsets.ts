/**
 * What the device's clock was ahead of UTC, as runs of samples that share it. Kept by the local day,
 * so that days can come in any order and again (docs/decisions/travel.md).
 */
import type { TransactionSql } from '#db/client.ts';
import type { HeartRateDay, OffsetRun, Participant } from '../types.ts';

/** In the day's transaction. Nothing is done where the source says nothing of offsets. */
export async function keepOffsets(
  transaction: TransactionSql,
  { id, source }: Participant,
  { startMs, endMs, offsets }: HeartRateDay,
): Promise<void> {
  if (!offsets) return;
  const [start, end] = [startMs / 1000, endMs / 1000];
  const standing = await transaction<OffsetRun[]>`
    select date_part('epoch', from_at) * 1000 as at, offset_seconds as seconds from sample_utc_offsets
    where user_id = ${id} and source = ${source}
      and from_at >= to_timestamp(${start}::float8) and from_at < to_timestamp(${end}::float8)
    order by from_at`;
  if (wordOf(standing) === wordOf(offsets)) return;
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
      `{${offsets.map(({ at }) => at).join()}}`,
      `{${offsets.map(({ seconds }) => seconds ?? 'NULL').join()}}`,
    ],
    { prepare: true },
  );
}

function wordOf(runs: readonly OffsetRun[]): string {
  return runs.map(({ at, seconds }) => `${Math.round(at)} ${seconds}`).join();
}
