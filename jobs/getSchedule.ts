/** When what runs by itself: the crontab read by the queue's own parser, beside runs and retries. */
import { parseCrontab } from 'graphile-worker';
import { database } from '#db/client.ts';
import { connectionStates } from '#db/queries/getConnection.ts';
import { runsByIds } from '#db/queries/getRuns.ts';
import type { Run } from '#lib/contract/ingestions.ts';
import type { ScheduleAnswer, ScheduledSource, ScheduleQuery } from '#lib/contract/schedule.ts';
import { sources } from '#lib/etl/registry.ts';
import { nearestMatch } from './cronTimes.ts';
import { heartbeat } from './presence.ts';

/** How long after the schedule's time a run may still be on its way, ms. */
const graceMs = 3_600_000;

export async function getSchedule(question: ScheduleQuery): Promise<ScheduleAnswer> {
  const now = Date.now();
  const [workers, tasks, rows, retries, connections] = await Promise.all([
    livingWorkers(),
    cronTasks(now),
    lastRuns(),
    waitingRetries(),
    connectionStates(),
  ]);
  const ingest = tasks.find(({ task }) => task === 'ingest_all');
  const all = rows.map((row) => {
    const asked =
      sources[row.source]?.scheduled === true &&
      (!sources[row.source]?.connects || connections.get(row.userId) === 'connected');
    const { lastSucceededAt, createdAt } = row;
    const due = asked ? (ingest?.lastAt ?? null) : null;
    return {
      ...row,
      next: nextOf(row, retries.get(row.lastJobRun ?? 0), asked ? (ingest?.nextAt ?? null) : null),
      overdue:
        due !== null && now > due + graceMs && createdAt < due && (lastSucceededAt ?? 0) < due,
    };
  });
  const matching = all
    .filter(({ userId, name, overdue }) => {
      const needle = question.q?.toLowerCase() ?? '';
      const wanted = question.overdue === undefined || String(overdue) === question.overdue;
      return wanted && [userId, name].some((text) => text.toLowerCase().includes(needle));
    })
    .sort((a, b) => Number(b.overdue) - Number(a.overdue));
  const page = matching.slice(question.offset, question.offset + question.limit);
  const runs = await runsByIds(page.flatMap(({ lastRunId }) => lastRunId ?? []));
  return {
    now,
    workers,
    tasks,
    sources: page.map(({ userId, name, source, lastRunId, lastSucceededAt, next, overdue }) => ({
      userId,
      name,
      source,
      lastRun: lastRunId === null ? null : (runs.get(lastRunId) ?? null),
      lastSucceededAt,
      next,
      overdue,
    })),
    matching: matching.length,
    overdue: all.filter(({ overdue }) => overdue).length,
  };
}

function nextOf(
  { lastStatus }: SourceRow,
  retryAt: number | undefined,
  scheduledAt: number | null,
): ScheduledSource['next'] {
  if (lastStatus === 'queued' || lastStatus === 'running') return { why: lastStatus, at: null };
  if (retryAt !== undefined) return { why: 'retry', at: retryAt };
  return scheduledAt === null ? { why: 'none', at: null } : { why: 'schedule', at: scheduledAt };
}

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

interface SourceRow {
  userId: string;
  name: string;
  source: string;
  createdAt: number;
  lastSucceededAt: number | null;
  lastRunId: number | null;
  lastStatus: Run['status'] | null;
  /** The run whose job would try it again. */
  lastJobRun: number | null;
}

async function lastRuns(): Promise<SourceRow[]> {
  return await database().sql<SourceRow[]>`
    select users.id as "userId", users.name, user_sources.source,
      floor(date_part('epoch', users.created_at) * 1000) as "createdAt",
      floor(date_part('epoch', succeeded.finished_at) * 1000) as "lastSucceededAt",
      last.id::int8::float8 as "lastRunId", last.status as "lastStatus",
      last.job_run::float8 as "lastJobRun"
    from users join user_sources on user_sources.user_id = users.id
    left join lateral (
      select id, status, coalesce(retry_of, id) as job_run from ingestion_runs
      where user_id = users.id and source = user_sources.source order by id desc limit 1
    ) as last on true
    left join lateral (
      select finished_at from ingestion_runs
      where user_id = users.id and source = user_sources.source and status = 'succeeded'
      order by id desc limit 1
    ) as succeeded on true
    order by users.id, user_sources.precedence`;
}

/** When the job of a run that failed is due again, ms UTC, by the number of its first run. */
async function waitingRetries(): Promise<Map<number, number>> {
  const rows = await database().sql<{ key: string; at: number }[]>`
    select key, floor(date_part('epoch', run_at) * 1000) as at from graphile_worker.jobs
    where key like 'run:%' and attempts > 0 and attempts < max_attempts and locked_at is null`;
  return new Map(rows.map(({ key, at }) => [Number(key.slice(4)), at]));
}
