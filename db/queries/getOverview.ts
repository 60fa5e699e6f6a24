/** Every user at a glance: last day's shape, resting heart rate, last run. */

import { sql as fragment, inArray } from 'drizzle-orm';
import type { Run } from '#lib/contract/ingestions.ts';
import type { OverviewUser } from '#lib/contract/overview.ts';
import { localDateOf, localDay } from '#lib/time/timeZone.ts';
import { database, type Sql } from '../client.ts';
import { ingestionRuns } from '../schema/ingestionRuns.ts';
import { dayShapes } from './dayShapes.ts';
import { connectionStates } from './getConnection.ts';
import { restingHeartRateOf } from './getSummary.ts';
import { getUsers } from './getUsers.ts';
import { runColumns, runFromRow } from './runRow.ts';

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
  const days = new Map(
    users.map(({ id, lastSample, timeZone }) => [
      id,
      lastSample === null ? null : localDay(localDateOf(lastSample, timeZone), timeZone),
    ]),
  );
  const asked = [...days].flatMap(([id, day]) =>
    day ? [{ id, startMs: day.startMs, endMs: day.endMs }] : [],
  );
  const [shapes, resting, lastRuns, connections] = await Promise.all([
    dayShapes(sql, asked),
    restingOf(sql),
    lastRunsOf(),
    connectionStates(),
  ]);
  return users.map((user) => ({
    ...user,
    day: days.get(user.id)?.date ?? null,
    shape: shapes.get(user.id) ?? { t: [], avg: [], min: [], max: [] },
    ...(resting.get(user.id) ?? noResting),
    lastRun: lastRuns.get(user.id) ?? null,
    connection: connections.get(user.id) ?? null,
  }));
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
