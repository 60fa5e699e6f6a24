/** Every user at a glance: last day's shape, resting heart rate, last run. */

import { sql as fragment, inArray } from 'drizzle-orm';
import type { Run } from '#lib/contract/ingestions.ts';
import type { OverviewUser } from '#lib/contract/overview.ts';
import { localDateOf, localDay } from '#lib/time/timeZone.ts';
import { database, type Sql } from '../client.ts';
import { ingestionRuns } from '../schema/ingestionRuns.ts';
import { restingHeartRateOf } from './getSummary.ts';
import { getUsers } from './getUsers.ts';
import { roundTo2 } from './heartRateRows.ts';
import { runColumns, runFromRow } from './runRow.ts';

type Shape = OverviewUser['shape'];
type RestingHeartRate = Pick<
  OverviewUser,
  'restingHeartRate' | 'restingHeartRateMethod' | 'restingHeartRateDate'
>;

const noResting: RestingHeartRate = {
  restingHeartRate: null,
  restingHeartRateMethod: null,
  restingHeartRateDate: null,
};

export async function getOverview(): Promise<OverviewUser[]> {
  const { sql } = database();
  const users = await getUsers();
  const days = users.map(({ id, lastSample, timeZone }) => {
    if (lastSample === null) return { id, date: null, startMs: 0, endMs: 0 };
    const { date, startMs, endMs } = localDay(localDateOf(lastSample, timeZone), timeZone);
    return { id, date, startMs, endMs };
  });
  const [shapes, resting, lastRuns] = await Promise.all([
    shapesOf(sql, days),
    restingOf(sql),
    lastRunsOf(),
  ]);
  return users.map((user, index) => ({
    ...user,
    day: days[index]?.date ?? null,
    shape: shapes.get(user.id) ?? { t: [], avg: [], min: [], max: [] },
    ...(resting.get(user.id) ?? noResting),
    lastRun: lastRuns.get(user.id) ?? null,
  }));
}

/** Quarter-hours of one day a user: from the aggregate, and from the samples where that is behind. */
async function shapesOf(
  sql: Sql,
  days: { id: string; startMs: number; endMs: number }[],
): Promise<Map<string, Shape>> {
  const rows = await sql
    .unsafe(
      `select asked.id, date_part('epoch', part.bucket) * 1000, part.sum::float8 / part.count, part.min, part.max
    from unnest($1::text[], $2::timestamptz[], $3::timestamptz[]) as asked (id, from_at, to_at)
    cross join lateral (
      select bucket, sum, count, min, max from activities_heart_intraday_15m as fresh
      where user_id = asked.id and bucket >= asked.from_at and bucket < asked.to_at
        and not exists (select from aggregate_backlog as stale
          where stale.user_id = asked.id and fresh.bucket >= stale.start_at and fresh.bucket < stale.end_at)
      union all
      select time_bucket('15 minutes', "timestamp"), sum(value)::bigint, count(*), min(value), max(value)
      from activities_heart_intraday as samples
      where user_id = asked.id and "timestamp" >= asked.from_at and "timestamp" < asked.to_at
        and exists (select from aggregate_backlog as stale
          where stale.user_id = asked.id and samples."timestamp" >= stale.start_at and samples."timestamp" < stale.end_at)
      group by 1
    ) as part order by 1, 2`,
      [
        days.map((day) => day.id),
        days.map((day) => new Date(day.startMs).toISOString()),
        days.map((day) => new Date(day.endMs).toISOString()),
      ],
      { prepare: true },
    )
    .values();
  const shapes = new Map<string, Shape>();
  for (const [id, t, avg, min, max] of rows) {
    const shape = shapes.get(String(id)) ?? { t: [], avg: [], min: [], max: [] };
    shapes.set(String(id), shape);
    shape.t.push(Number(t));
    shape.avg.push(roundTo2(Number(avg)));
    shape.min.push(Number(min));
    shape.max.push(Number(max));
  }
  return shapes;
}

async function restingOf(sql: Sql): Promise<Map<string, RestingHeartRate>> {
  const rows = await sql<
    {
      id: string;
      method: 'vendor' | 'lowest-30-minute-mean';
      date: string;
      restingHeartRate: number | null;
      lowest30MinuteMean: number | null;
    }[]
  >`
    select users.id, users.resting_heart_rate_method as method, last.date::text as date,
      last.resting_heart_rate as "restingHeartRate", last.lowest_30_minute_mean as "lowest30MinuteMean"
    from users cross join lateral (
      select date, resting_heart_rate, lowest_30_minute_mean from activities_heart_summary
      where user_id = users.id and
        case when users.resting_heart_rate_method = 'vendor' then resting_heart_rate else lowest_30_minute_mean end is not null
      order by date desc limit 1
    ) as last`;
  return new Map(
    rows.map((row) => [
      row.id,
      {
        restingHeartRate: restingHeartRateOf(row, row.method),
        restingHeartRateMethod: row.method,
        restingHeartRateDate: row.date,
      },
    ]),
  );
}

async function lastRunsOf(): Promise<Map<string, Run>> {
  const { orm } = database();
  const rows = await orm
    .select(runColumns)
    .from(ingestionRuns)
    .where(
      inArray(
        ingestionRuns.id,
        fragment`(select last.id from users cross join lateral (
          select id from ingestion_runs where user_id = users.id order by id desc limit 1) as last)`,
      ),
    );
  return new Map(rows.map((row) => [row.userId, runFromRow(row)]));
}
