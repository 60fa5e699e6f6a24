/** How a user's account at the vendor stands; no token is read. */
import type { Connection } from '#lib/contract/connections.ts';
import { database } from '../client.ts';

interface Row extends Omit<Connection, 'backfill'> {
  first: string | null;
  before: string | null;
  daysLeft: number;
  daysTotal: number;
  startedAt: number;
  finishedAt: number | null;
}

export async function getConnection(userId: string): Promise<Connection | null> {
  const [row] = await database().sql<Row[]>`
    select state, reason, account_time_zone as "accountTimeZone",
      floor(date_part('epoch', state_since) * 1000) as since,
      floor(date_part('epoch', connected_at) * 1000) as "connectedAt",
      backfill_first::text as first, backfill_before::text as before,
      coalesce(backfill_before - backfill_first, 0)::int as "daysLeft",
      coalesce(backfill_total_days, 0) as "daysTotal",
      floor(date_part('epoch', backfill_started_at) * 1000) as "startedAt",
      floor(date_part('epoch', backfill_finished_at) * 1000) as "finishedAt"
    from connections where user_id = ${userId}`;
  if (!row) return null;
  const { state, reason, since, connectedAt, accountTimeZone } = row;
  return { state, reason, since, connectedAt, accountTimeZone, backfill: backfillOf(row) };
}

function backfillOf(row: Row): Connection['backfill'] {
  const { first, before, daysLeft, daysTotal, startedAt, finishedAt } = row;
  if (first === null || before === null) return null;
  const daysDone = daysTotal - daysLeft;
  const pace = daysDone > 0 ? (Date.now() - startedAt) / daysDone : null;
  const going = finishedAt === null && row.state === 'connected';
  return {
    first,
    before,
    daysDone,
    daysTotal,
    finishedAt,
    expectedEnd: going && pace !== null ? Math.round(Date.now() + pace * daysLeft) : null,
  };
}

/** State by user, for lists. */
export async function connectionStates(): Promise<Map<string, Connection['state']>> {
  const rows = await database().sql<{ userId: string; state: Connection['state'] }[]>`
    select user_id as "userId", state from connections`;
  return new Map(rows.map(({ userId, state }) => [userId, state]));
}
