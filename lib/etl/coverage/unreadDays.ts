/** The newest days of a backfill that are still to be asked for. */
import type { Sql } from '#db/client.ts';
import { addDays, type LocalDate } from '#lib/time/localDate.ts';
import type { DayWindow } from '../window.ts';

export interface UnreadRequest {
  userId: string;
  /** Key of the source. */
  source: string;
  /** First local day that has a sample. */
  first: LocalDate;
  /** Local day from which on all is done with. */
  before: LocalDate;
  /** ms UTC. */
  connectedAt: number;
  /** The most days from the first to the last of the answer. */
  longest: number;
}

/**
 * Left out are days that the ledger holds as settled, and those answered since the connection, which
 * the daily runs see to. A day that was answered then and has samples, but none of the vendor's daily
 * figures, may be of a run that ended between the two, and is in.
 * @returns undefined where none is left.
 */
export async function newestUnread(
  sql: Sql,
  { userId, source, first, before, connectedAt, longest }: UnreadRequest,
): Promise<DayWindow | undefined> {
  const [row] = await sql<DayWindow[]>`
    with unread as (
      select asked::date as date
      from generate_series(${first}::date, ${addDays(before, -1)}::date, interval '1 day') as asked
      left join coverage_days as day
        on day.user_id = ${userId} and day.source = ${source} and day.date = asked::date
      cross join lateral (
        select coalesce(day.checked_at >= to_timestamp(${connectedAt / 1000}::float8), false) as recent) as answer
      where day.date is null or day.error_code is not null
        or not (day.settled or answer.recent)
        or (answer.recent and day.samples > 0 and not exists (
          select from vendor_heart_summary as vendor
          join user_sources as own on own.user_id = vendor.user_id and own.source_id = vendor.source_id
          where vendor.user_id = ${userId} and own.source = ${source} and vendor.date = day.date))
    ), newest as (select max(date) as date from unread)
    select min(unread.date)::text as start, newest.date::text as "end"
    from newest join unread on unread.date > newest.date - ${longest}::int
    group by newest.date`;
  return row;
}
