/**
 * Difference first: what comes in is joined with what stands, and only the difference is written.
 * An unchanged day costs a read; in compressed chunks nothing is decompressed for it
 * (docs/decisions/loading.md has the figures of the ways that lost).
 */
import type { TransactionSql } from '#db/client.ts';
import type { HeartRateDay } from '../types.ts';
import type { LoadCounts } from './types.ts';

const statement = `
with incoming as materialized (
  select to_timestamp(ms::float8 / 1000) as at, bpm
  from unnest($2::int8[], $3::int2[]) as sample (ms, bpm)
), standing as materialized (
  select "timestamp" as at, value as bpm from activities_heart_intraday
  where user_id = $1 and "timestamp" between to_timestamp($4::float8) and to_timestamp($5::float8)
), difference as materialized (
  select incoming.at, incoming.bpm, standing.bpm is not null as stands
  from incoming left join standing on standing.at = incoming.at
  where standing.bpm is distinct from incoming.bpm
), written as (
  insert into activities_heart_intraday (user_id, "timestamp", value)
  select $1, at, bpm from difference
  on conflict (user_id, "timestamp") do update set value = excluded.value
)
select count(*) filter (where not stands)::int as "new", count(*) filter (where stands)::int as changed
from difference`;

export async function loadDifference(
  transaction: TransactionSql,
  userId: string,
  day: HeartRateDay,
): Promise<LoadCounts> {
  const from = day.t[0] ?? 0;
  const to = day.t.at(-1) ?? 0;
  const [row] = await transaction.unsafe<{ new: number; changed: number }[]>(
    statement,
    [userId, `{${day.t.join()}}`, `{${day.value.join()}}`, from / 1000, to / 1000],
    { prepare: true },
  );
  const counts = { new: row?.new ?? 0, changed: row?.changed ?? 0 };
  return { ...counts, unchanged: day.t.length - counts.new - counts.changed };
}
