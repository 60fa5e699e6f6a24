/** The coverage ledger as the pipeline keeps it: what it knows, and what it marks. */
import type { Sql, TransactionSql } from '#db/client.ts';
import { type DayEvidence, markOfDay } from '#lib/coverage/markOfDay.ts';
import type { ErrorCode } from '#lib/errors.ts';
import type { LocalDate } from '#lib/time/localDate.ts';
import type { Participant } from '../types.ts';

export interface LedgerDay {
  settled: boolean;
  failing: boolean;
  /** When it was last answered, ms UTC; null for never. */
  checkedAt: number | null;
}

/** What the ledger knows of one source of a user before a run. */
export interface Ledger {
  /** Whether the source has ever said until when the device had synced. */
  hasEvidence: boolean;
  /** The latest that it said, ms UTC. */
  syncedUntil: number | undefined;
  days: ReadonlyMap<LocalDate, LedgerDay>;
}

export async function readLedger(sql: Sql, { id, source }: Participant): Promise<Ledger> {
  const rows = await sql<
    {
      date: LocalDate;
      settled: boolean;
      failing: boolean;
      checked: number | null;
      synced: number | null;
    }[]
  >`
    select date::text as date, settled, error_code is not null as failing,
      date_part('epoch', checked_at) * 1000 as checked, date_part('epoch', synced_until) * 1000 as synced
    from coverage_days where user_id = ${id} and source = ${source}`;
  const synced = rows.flatMap((row) => (row.synced === null ? [] : [row.synced]));
  return {
    hasEvidence: synced.length > 0,
    syncedUntil: synced.length > 0 ? synced.reduce((a, b) => Math.max(a, b)) : undefined,
    days: new Map(
      rows.map(({ date, settled, failing, checked }) => [
        date,
        { settled, failing, checkedAt: checked },
      ]),
    ),
  };
}

/** What is to be marked of a day; `t` holds all that is stored of it, of the source that was read. */
export interface DayToMark extends DayEvidence {
  date: LocalDate;
  pages?: number | undefined;
}

/** Marks a day that was answered, and takes away what had failed. Call it in the day's transaction. */
export async function markDay(
  transaction: TransactionSql,
  { id, source }: Participant,
  day: DayToMark,
): Promise<void> {
  const { state, quarters, covered, settled } = markOfDay(day);
  const synced = day.syncedUntil === undefined ? null : day.syncedUntil / 1000;
  await transaction`
    insert into coverage_days (user_id, source, date, state, quarters, covered, samples, pages,
      synced_until, settled, checked_at)
    values (${id}, ${source}, ${day.date}, ${state}, ${quarters}, ${covered}, ${day.t.length},
      ${day.pages ?? null}, to_timestamp(${synced}::float8), ${settled}, to_timestamp(${day.now / 1000}::float8))
    on conflict (user_id, source, date) do update set
      state = excluded.state, quarters = excluded.quarters, covered = excluded.covered,
      samples = excluded.samples, pages = excluded.pages, synced_until = excluded.synced_until,
      settled = excluded.settled, checked_at = excluded.checked_at,
      error_code = null, error = null, attempts = 0, next_attempt_at = null`;
}

/**
 * Marks days that could not be read, with what went wrong and when they are tried again. What was
 * known of them stays.
 * @param now ms UTC.
 */
export async function markFailed(
  sql: Sql,
  { id, source }: Participant,
  dates: readonly LocalDate[],
  failure: { code: ErrorCode | 'INTERNAL'; message: string },
  now: number,
): Promise<void> {
  if (dates.length === 0) return;
  await sql`
    insert into coverage_days as standing
      (user_id, source, date, state, error_code, error, attempts, next_attempt_at)
    select ${id}, ${source}, date, 'unknown', ${failure.code}, ${failure.message}, 1,
      to_timestamp(${now / 1000}::float8) + make_interval(secs => ${pauseAfter(1)}::float8)
    from unnest(${listOf(dates)}::date[]) as date
    on conflict (user_id, source, date) do update set
      error_code = excluded.error_code, error = excluded.error, attempts = standing.attempts + 1,
      next_attempt_at = to_timestamp(${now / 1000}::float8) + make_interval(secs =>
        (${listOf(pauses())}::float8[])[least(standing.attempts + 1, ${steps}::int)])`;
}

/** Attempts that the queue makes by itself; later ones are taken from the ledger. */
export const quickAttempts = 8;
const steps = 14;
const longestPauseSeconds = 86_400;

/**
 * Seconds until a day is tried again after so many failures: at first as the queue does it, from
 * seconds to most of an hour, then an hour, doubled up to a day.
 */
function pauseAfter(failures: number): number {
  if (failures < quickAttempts) return Math.exp(failures);
  return Math.min(longestPauseSeconds, 3_600 * 2 ** (failures - quickAttempts));
}

/** As PostgreSQL writes an array: Drizzle has taken the writing of dates to itself. */
function listOf(values: readonly (LocalDate | number)[]): string {
  return `{${values.join()}}`;
}

function pauses(): number[] {
  return Array.from({ length: steps }, (_, index) => pauseAfter(index + 1));
}

/** Instants that are stored of a day of this source, shown or not, ms UTC, ascending. */
export async function standingTimes(
  transaction: TransactionSql,
  { id, source }: Participant,
  { startMs, endMs }: { startMs: number; endMs: number },
): Promise<number[]> {
  const within = transaction`user_id = ${id}
    and "timestamp" >= to_timestamp(${startMs / 1000}::float8) and "timestamp" < to_timestamp(${endMs / 1000}::float8)
    and source_id = (select source_id from user_sources where user_id = ${id} and source = ${source})`;
  const rows = await transaction<{ ms: number }[]>`
    select date_part('epoch', "timestamp") * 1000 as ms from (
      select "timestamp" from activities_heart_intraday where ${within}
      union all select "timestamp" from shadowed_heart_intraday where ${within}
    ) as standing order by 1`;
  return rows.map(({ ms }) => ms);
}
