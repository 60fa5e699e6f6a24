/** When what runs by itself: the crontab read by the queue's own parser, beside runs and retries. */
import { parseCrontab } from 'graphile-worker';
import { database } from '#db/client.ts';
import { runsByIds } from '#db/queries/getRuns.ts';
import type { ScheduleAnswer, ScheduleQuery } from '#lib/contract/schedule.ts';
import { nearestMatch } from './cronTimes.ts';
import { heartbeat } from './presence.ts';
import { scheduledSources } from './scheduledSources.ts';

export async function getSchedule(question: ScheduleQuery): Promise<ScheduleAnswer> {
  const now = Date.now();
  const [workers, tasks] = await Promise.all([livingWorkers(), cronTasks(now)]);
  const nightly = tasks.find(({ task }) => task === 'ingest_all') ?? never;
  const { page, ...counts } = await scheduledSources(question, nightly, now);
  const runs = await runsByIds(page.flatMap(({ lastRunId }) => lastRunId ?? []));
  return {
    now,
    workers,
    tasks,
    sources: page.map(({ lastRunId, why, nextAt, ...source }) => ({
      ...source,
      lastRun: lastRunId === null ? null : (runs.get(lastRunId) ?? null),
      next: { why, at: nextAt },
    })),
    ...counts,
  };
}

const never = { lastAt: null, nextAt: null };

async function livingWorkers(): Promise<ScheduleAnswer['workers']> {
  return await database().sql<ScheduleAnswer['workers']>`
    select id, host, floor(date_part('epoch', started_at) * 1000) as "startedAt",
      floor(date_part('epoch', last_seen_at) * 1000) as "lastSeenAt"
    from workers where kind = 'worker' and stopped_at is null
      and last_seen_at > now() - make_interval(secs => ${heartbeat.deadAfter})
    order by started_at`;
}

async function cronTasks(now: number): Promise<ScheduleAnswer['tasks']> {
  const [row] = await database().sql<{ crontab: string }[]>`
    select crontab from workers where kind = 'worker' and crontab is not null
    order by started_at desc limit 1`;
  if (!row) return [];
  return parseCrontab(row.crontab).map(({ task, match }) => ({
    task,
    lastAt: nearestMatch(match, now, -1),
    nextAt: nearestMatch(match, now, 1),
  }));
}
