/** What holds of each source of users, whatever the day: when it had synced, and whether it may be asked. */
import type { Standing } from '#lib/coverage/shownDay.ts';
import { database } from '../client.ts';

export interface SourceStanding extends Standing {
  userId: string;
  source: string;
  /** Until when the device had handed over its data, ms UTC. */
  syncedUntil: number | null;
  enrolledOn: string | null;
  withdrawnOn: string | null;
}

/**
 * Sources in the order of their precedence, user by user.
 * @param connecting keys of sources that need an account.
 * @param userIds all users when absent.
 */
export async function sourceStandings(
  connecting: readonly string[],
  userIds?: readonly string[],
): Promise<SourceStanding[]> {
  const { sql } = database();
  const only = userIds ? sql`where own.user_id = any(${userIds as string[]})` : sql``;
  // Without an enrolment data is expected from the first day that the ledger knows.
  return await sql<SourceStanding[]>`
    select own.user_id as "userId", own.source,
      users.enrolled_on::text as "enrolledOn", users.withdrawn_on::text as "withdrawnOn",
      coalesce(users.enrolled_on, known.first, (now() at time zone users.time_zone)::date)::text as "expectedFrom",
      users.withdrawn_on::text as "expectedTo",
      floor(date_part('epoch', known.synced) * 1000) as "syncedUntil",
      case when connection.state <> 'connected' then floor(date_part('epoch', connection.state_since) * 1000)
        when connection.state is null and own.source = any(${connecting as string[]}) then 0 end as "authorisationEnded"
    from user_sources as own
    join users on users.id = own.user_id
    left join connections as connection on connection.user_id = own.user_id and connection.source = own.source
    cross join lateral (
      select min(date) as first, max(synced_until) as synced from coverage_days
      where user_id = own.user_id and source = own.source
    ) as known
    ${only}
    order by own.user_id, own.precedence`;
}
