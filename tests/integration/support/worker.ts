/** A worker in the test's own process, on the test's own database. */
import { afterEach, expect } from 'vitest';
import { database } from '#db/client.ts';
import { getRuns } from '#db/queries/getRuns.ts';
import { queueOf } from '#jobs/enqueue.ts';
import { type RunningWorker, startWorker } from '#jobs/startWorker.ts';
import type { Run } from '#lib/contract/ingestions.ts';
import { type Env, parseEnv } from '#lib/env.ts';
import { quietLog } from './server.ts';
import { until } from './until.ts';

const nothingOnSchedule = '# nothing on schedule';

const started = new Set<RunningWorker>();

/** Stops after each test whatever the test started. */
export function stopWorkersAfterEach(): void {
  afterEach(async () => {
    for (const worker of started) await stopTestWorker(worker);
  });
}

export async function stopTestWorker(worker: RunningWorker): Promise<void> {
  started.delete(worker);
  await worker.stop();
}

/**
 * @param variables of the environment, besides those of the database.
 * @param settings in place of what they say: a Google whose limits are wider than a real one's may be.
 */
export async function startTestWorker(
  variables: Record<string, string> = {},
  crontab = nothingOnSchedule,
  settings: Partial<Env> = {},
): Promise<RunningWorker> {
  const worker = await startWorker({
    database: database(),
    env: { ...parseEnv(variables), ...settings },
    log: quietLog(),
    crontab,
  });
  started.add(worker);
  return worker;
}

/** Runs of one user, or of all, oldest first. */
export async function runsOf(user?: string): Promise<Run[]> {
  const { runs } = await getRuns({ user, limit: 200 });
  return runs.toReversed();
}

/** Waits until the check holds of the runs; what it last threw is why it did not. */
export async function untilRuns<T>(
  check: (runs: Run[]) => T,
  { user, seconds = 40 }: { user?: string; seconds?: number } = {},
): Promise<T> {
  return await until(async () => check(await runsOf(user)), { seconds });
}

/** Waits until every run of the user (or of all) has succeeded, `count` of them. */
export async function untilSucceeded(
  count: number,
  options: { user?: string; seconds?: number } = {},
): Promise<Run[]> {
  return await untilRuns((runs) => {
    expect(runs.map((run) => run.status)).toEqual(Array(count).fill('succeeded'));
    return runs;
  }, options);
}

export interface QueuedJob {
  task: string;
  queue: string | null;
  key: string | null;
  attempts: number;
  error: string | null;
  locked: boolean;
  /** Seconds from now at which it is due; negative when it is. */
  dueIn: number;
}

/** What stands in the queue, oldest first. */
export async function jobsOf(task: string): Promise<QueuedJob[]> {
  return await database().sql<QueuedJob[]>`
    select task_identifier as task, queue_name as queue, key, attempts, last_error as error,
      locked_at is not null as locked, date_part('epoch', run_at - now()) as "dueIn"
    from graphile_worker.jobs where task_identifier = ${task} order by id`;
}

/** The user's runs that wait in the queue or are tried again later. */
export async function jobsOfUser(userId: string): Promise<QueuedJob[]> {
  const all = await jobsOf('ingest_user');
  return all.filter((job) => job.queue === queueOf(userId));
}
