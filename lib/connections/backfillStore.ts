/** How far the years before a connection have been read, newest first. */
import type { Database } from '#db/client.ts';
import type { LocalDate } from '#lib/time/localDate.ts';
import type { ConnectionKey } from './store.ts';

export interface BackfillProgress {
  /** First local day with data; null until it was looked for. */
  first: LocalDate | null;
  /** What lies before this day is still to be read. */
  before: LocalDate | null;
  finished: boolean;
  /** ms UTC; what was read since then is not read again. */
  connectedAt: number;
}

export async function findBackfill(
  { sql }: Database,
  { userId, source }: ConnectionKey,
): Promise<BackfillProgress | undefined> {
  const [row] = await sql<BackfillProgress[]>`
    select backfill_first::text as first, backfill_before::text as before,
      backfill_finished_at is not null as finished,
      date_part('epoch', connected_at) * 1000 as "connectedAt"
    from connections where user_id = ${userId} and source = ${source} and state = 'connected'`;
  return row;
}

/** @param days from `first` to `before`, the latter not included. */
export async function beginBackfill(
  { sql }: Database,
  { userId, source }: ConnectionKey,
  { first, before, days }: { first: LocalDate; before: LocalDate; days: number },
): Promise<void> {
  await sql`
    update connections set backfill_first = ${first}, backfill_before = ${before},
      backfill_total_days = ${days}, backfill_started_at = now()
    where user_id = ${userId} and source = ${source}`;
}

export async function markBackfilled(
  { sql }: Database,
  { userId, source }: ConnectionKey,
  before: LocalDate | null,
  finished: boolean,
): Promise<void> {
  await sql`
    update connections set backfill_before = coalesce(${before}::date, backfill_before),
      backfill_finished_at = case when ${finished} then now() end
    where user_id = ${userId} and source = ${source}`;
}
