/** Days whose next attempt is due: those that the queue no longer tries by itself. */
import type { Sql } from '#db/client.ts';
import type { LocalDate } from '#lib/time/localDate.ts';
import { type DayWindow, stretchesOf } from '../window.ts';
import { quickAttempts } from './ledger.ts';

export interface DueStretch extends DayWindow {
  userId: string;
  source: string;
}

/** The queue's own attempt may still be on its way so long after it was due, s. */
const lostAfter = 900;
const mostDays = 5_000;

/**
 * Holes to be read, each alone. Not asked are those whose authorisation has ended, who have
 * withdrawn, or whose source is being taken away.
 */
export async function dueStretches(sql: Sql): Promise<DueStretch[]> {
  const rows = await sql<{ userId: string; source: string; date: LocalDate }[]>`
    select day.user_id as "userId", day.source, day.date::text as date
    from coverage_days as day
    join users on users.id = day.user_id
    join user_sources as own on own.user_id = day.user_id and own.source = day.source
    left join connections as connection on connection.user_id = day.user_id and connection.source = day.source
    where day.next_attempt_at <= now()
      and (day.attempts >= ${quickAttempts} or day.next_attempt_at < now() - make_interval(secs => ${lostAfter}))
      and own.withdrawing_at is null
      and coalesce(connection.state, 'connected') = 'connected'
      and day.date between coalesce(users.enrolled_on, '-infinity') and coalesce(users.withdrawn_on, 'infinity')
    order by day.user_id, day.source, day.date limit ${mostDays}`;
  const bySource = Map.groupBy(rows, ({ userId, source }) => `${userId} ${source}`);
  return [...bySource.values()].flatMap((days) => {
    const [first] = days;
    if (!first) return [];
    const { userId, source } = first;
    return stretchesOf(days.map(({ date }) => date)).map((stretch) => ({
      userId,
      source,
      ...stretch,
    }));
  });
}
