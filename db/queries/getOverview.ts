/** Users at a glance: last day's shape, resting heart rate, last run; read for those of the page only. */
import type { Run } from '#lib/contract/ingestions.ts';
import type { OverviewAnswer } from '#lib/contract/overview.ts';
import { localDateOf, localDay } from '#lib/time/timeZone.ts';
import { database } from '../client.ts';
import { dayShapes } from './dayShapes.ts';
import { findUsers, type UsersQuestion } from './findUsers.ts';
import { connectionStates } from './getConnection.ts';
import { runsByIds } from './getRuns.ts';
import { restingHeartRates } from './restingHeartRates.ts';

export async function getOverview(question: UsersQuestion = {}): Promise<OverviewAnswer> {
  const { users, matching, total } = await findUsers(question);
  const days = new Map(
    users.map(({ id, lastSample, timeZone }) => [
      id,
      lastSample === null ? null : localDay(localDateOf(lastSample, timeZone), timeZone),
    ]),
  );
  const asked = [...days].flatMap(([id, day]) =>
    day ? [{ id, startMs: day.startMs, endMs: day.endMs }] : [],
  );
  const ids = users.map(({ id }) => id);
  const [shapes, resting, lastRuns, connections] = await Promise.all([
    dayShapes(database().sql, asked),
    restingHeartRates(ids),
    lastRunsOf(ids),
    connectionStates(),
  ]);
  return {
    users: users.map((user) => ({
      ...user,
      day: days.get(user.id)?.date ?? null,
      shape: shapes.get(user.id) ?? { t: [], avg: [], min: [], max: [] },
      restingHeartRate: null,
      restingHeartRateMethod: null,
      restingHeartRateDate: null,
      ...resting.get(user.id),
      lastRun: lastRuns.get(user.id) ?? null,
      connection: connections.get(user.id) ?? null,
    })),
    matching,
    total,
  };
}

async function lastRunsOf(ids: readonly string[]): Promise<Map<string, Run>> {
  const rows = await database().sql<{ id: number }[]>`
    select last.id::float8 as id from unnest(${[...ids]}::text[]) as asked (id) cross join lateral (
      select id from ingestion_runs where user_id = asked.id order by id desc limit 1) as last`;
  const runs = await runsByIds(rows.map(({ id }) => id));
  return new Map([...runs.values()].map((run) => [run.userId, run]));
}

/** Whether any run waits or goes on. */
export async function isAnyRunActive(): Promise<boolean> {
  const rows = await database().sql`
    select from ingestion_runs where status in ('queued', 'running') limit 1`;
  return rows.length > 0;
}
