/**
 * Changes of a user's sources, day by day: the merged series by another order, or as if a source had
 * never been. A day is one transaction, and what is done needs not be done again: killed in the middle
 * it is taken up where it stopped.
 */
import type { Database, Sql, TransactionSql } from '#db/client.ts';
import type { LocalDate } from '#lib/time/localDate.ts';
import { localDay } from '#lib/time/timeZone.ts';
import { type DayBounds, dropEmptySummary } from './loaders/books.ts';
import { remergeDay } from './loaders/mergedDay.ts';
import { showVendorValues } from './loaders/vendorValues.ts';
import { sources } from './registry.ts';

export interface SourceChange {
  id: number;
  userId: string;
  timeZone: string;
  kind: 'reorder' | 'withdraw';
  /** The source that is withdrawn, and its number among the user's. */
  source: string | null;
  sourceId: number | null;
  status: 'queued' | 'running' | 'succeeded' | 'failed';
}

/** Undefined where there is no such change. */
export async function findSourceChange(
  { sql }: Database,
  id: number,
): Promise<SourceChange | undefined> {
  const [row] = await sql<SourceChange[]>`
    select change.id::int as id, change.user_id as "userId", time_zone as "timeZone", kind, change.source,
      source_id as "sourceId", status
    from source_changes as change join users on users.id = change.user_id
    left join user_sources as own on own.user_id = change.user_id and own.source = change.source
    where change.id = ${id}`;
  return row;
}

/** @throws the signal's reason when it aborts; the days already done stay done. */
export async function performSourceChange(
  database: Database,
  change: SourceChange,
  signal: AbortSignal,
): Promise<void> {
  const { sql } = database;
  const days = await daysToDo(sql, change);
  await markRunning(sql, change, days.length);
  await followFirstSource(sql, change.userId);
  for (const date of days) {
    signal.throwIfAborted();
    const day = { ...localDay(date, change.timeZone), date };
    await sql.begin((transaction) => changeDay(transaction, change, day));
  }
  if (change.kind === 'withdraw') await forgetSource(sql, change, signal);
  else await markSucceeded(sql, change.id);
}

/** Days of a withdrawal that are done are no more there to be done; those of an order come again. */
async function markRunning(sql: Sql, { id, kind }: SourceChange, days: number): Promise<void> {
  await sql`
    update source_changes set status = 'running', error = null, started_at = coalesce(started_at, now()),
      days_done = ${kind === 'reorder' ? sql`0` : sql`days_done`},
      days_total = ${days} + ${kind === 'reorder' ? sql`0` : sql`days_done`}
    where id = ${id}`;
}

async function markSucceeded(sql: Sql | TransactionSql, id: number): Promise<void> {
  await sql`
    update source_changes set status = 'succeeded', finished_at = clock_timestamp() where id = ${id}`;
}

/** The day and the count of it in one transaction: what was counted is done, whoever is killed. */
async function changeDay(
  transaction: TransactionSql,
  { id, userId, kind, source, sourceId }: SourceChange,
  day: DayBounds,
): Promise<void> {
  await transaction`select from users where id = ${userId} for no key update`;
  const order = await transaction<{ id: number }[]>`
    select source_id as id from user_sources
    where user_id = ${userId} and withdrawing_at is null order by precedence`;
  const { date } = day;
  if (kind === 'withdraw') {
    await transaction`
      delete from vendor_heart_summary
      where user_id = ${userId} and date = ${date} and source_id = ${sourceId}`;
    await transaction`
      delete from coverage_days where user_id = ${userId} and date = ${date} and source = ${source}`;
  }
  const { shown, shadowed, deleted } = await remergeDay(
    transaction,
    userId,
    day,
    order.map((own) => own.id),
  );
  await showVendorValues(transaction, userId, date);
  await dropEmptySummary(transaction, userId, day);
  await transaction`
    update source_changes set days_done = days_done + 1, samples_shown = samples_shown + ${shown},
      samples_shadowed = samples_shadowed + ${shadowed}, samples_deleted = samples_deleted + ${deleted}
    where id = ${id}`;
}

/** The local days on which the change may change anything, oldest first. */
async function daysToDo(sql: Sql, change: SourceChange): Promise<LocalDate[]> {
  const { userId, kind, sourceId } = change;
  const rows =
    kind === 'reorder'
      ? await sql<{ date: string }[]>`
        select distinct date::text from source_days where user_id = ${userId} and shadowed > 0
        union select date::text from vendor_heart_summary where user_id = ${userId}
          group by date having count(*) > 1
        order by date`
      : await sql<{ date: string }[]>`
        select date::text from source_days where user_id = ${userId} and source_id = ${sourceId}
        union select date::text from vendor_heart_summary
          where user_id = ${userId} and source_id = ${sourceId}
        union select date::text from activities_heart_summary as summary
          where user_id = ${userId} and sample_count > 0 and ${sourceId} = 1 and not exists (
            select from source_days where user_id = ${userId} and source_days.date = summary.date)
        order by date`;
  return rows.map(({ date }) => date);
}

/** Rejected records that go in one transaction. */
const batch = 5_000;

/**
 * What is left of a source besides its samples. The source itself goes at the very end, and with it
 * what is to be done: taken up once more, the change would meet a source added anew under its key.
 */
async function forgetSource(
  sql: Sql,
  { id, userId, source, sourceId }: SourceChange,
  signal: AbortSignal,
): Promise<void> {
  await forgetRejected(sql, userId, source, signal);
  await sql.begin(async (transaction) => {
    await transaction`select from users where id = ${userId} for no key update`;
    await transaction`delete from connections where user_id = ${userId} and source = ${source}`;
    await transaction`
      delete from user_sources where user_id = ${userId} and source = ${source} and withdrawing_at is not null`;
    await transaction`
      update user_sources set precedence = place.rank from (
        select source, row_number() over (order by precedence) as rank
        from user_sources where user_id = ${userId}
      ) as place
      where user_sources.user_id = ${userId} and user_sources.source = place.source`;
    // Loads of a first source that is alone again keep no such rows.
    await transaction`
      delete from source_days where user_id = ${userId} and (source_id = ${sourceId} or not exists (
        select from user_sources where user_id = ${userId} and source_id > 1))`;
    await followFirstSource(transaction, userId);
    await markSucceeded(transaction, id);
  });
}

/** Records that only this source refused go with their texts; others lose the trace of it. */
async function forgetRejected(
  sql: Sql,
  userId: string,
  source: string | null,
  signal: AbortSignal,
): Promise<void> {
  await sql`
    update rejected_records as record
    set first_run_id = case when first.source = ${source} then last_run_id else first_run_id end,
      last_run_id = case when first.source = ${source} then last_run_id else first_run_id end
    from ingestion_runs as first, ingestion_runs as last
    where record.user_id = ${userId} and first.id = first_run_id and last.id = last_run_id
      and first.source <> last.source and ${source} in (first.source, last.source)`;
  for (let gone = batch; gone === batch; ) {
    signal.throwIfAborted();
    const rows = await sql`
      delete from rejected_records where id in (
        select record.id from rejected_records as record
        join ingestion_runs as run on run.id = record.last_run_id
        where record.user_id = ${userId} and run.source = ${source} limit ${batch})
      returning id`;
    gone = rows.length;
  }
}

/** The source that comes first says how the resting heart rate is found. */
async function followFirstSource(sql: Sql | TransactionSql, userId: string): Promise<void> {
  const [first] = await sql<{ source: string; hasFigures: boolean }[]>`
    select source, exists (select from vendor_heart_summary as vendor
      where vendor.user_id = ${userId} and vendor.source_id = own.source_id
        and resting_heart_rate is not null) as "hasFigures"
    from user_sources as own where user_id = ${userId} and withdrawing_at is null
    order by precedence limit 1`;
  if (!first) return;
  // A source of files speaks where its files have done so.
  const asks = sources[first.source]?.extractors.heart_rate_summary !== undefined;
  const speaks = asks || first.hasFigures;
  await sql`
    update users set resting_heart_rate_method = ${speaks ? 'vendor' : 'lowest-30-minute-mean'}
    where id = ${userId}`;
}

export async function markSourceChangeFailed(
  { sql }: Database,
  id: number,
  error: string,
): Promise<void> {
  await sql`update source_changes set status = 'failed', error = ${error} where id = ${id}`;
}
