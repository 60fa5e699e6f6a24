/** The way out of the queue: a run that waits, goes on or is to be tried again is called off. */
import { sql } from 'drizzle-orm';
import type { PostgresJsDatabase } from 'drizzle-orm/postgres-js';
import { database } from '#db/client.ts';
import { getRun } from '#db/queries/getRun.ts';
import type { Run } from '#lib/contract/ingestions.ts';
import { HeartlineError } from '#lib/errors.ts';
import { jobKeyOf } from './enqueue.ts';

type Orm = Pick<PostgresJsDatabase, 'execute'>;

/**
 * Calls a run off. Its row is locked meanwhile, so that it either has not begun and never will, or
 * goes on and finds itself asked to stop.
 * @throws {HeartlineError} RUN_NOT_FOUND; RUN_FINISHED when it has ended and nothing is to follow.
 */
export async function cancelRun(id: number): Promise<Run> {
  await database().orm.transaction(async (transaction) => {
    const [run] = await transaction.execute<{ status: Run['status']; first: string }>(sql`
      select status, coalesce(retry_of, id) as first from ingestion_runs where id = ${id} for update`);
    if (!run || run.status === 'cancelled') return;
    const jobKey = jobKeyOf(Number(run.first));
    if (run.status === 'queued') await withdraw(transaction, id, jobKey);
    else if (run.status === 'running') await askToStop(transaction, id, jobKey);
    else await callOffRetry(transaction, id, run.status, jobKey);
  });
  return await getRun(id);
}

async function withdraw(orm: Orm, id: number, jobKey: string): Promise<void> {
  const sentence = 'The run was cancelled on request before it began.';
  await orm.execute(sql`
    update ingestion_runs set status = 'cancelled', cancel_requested_at = clock_timestamp(),
      finished_at = clock_timestamp(), error = ${sentence}
    where id = ${id}`);
  await say(orm, id, sentence);
  await removeJob(orm, jobKey);
}

async function askToStop(orm: Orm, id: number, jobKey: string): Promise<void> {
  const asked = await orm.execute(sql`
    update ingestion_runs set cancel_requested_at = clock_timestamp()
    where id = ${id} and cancel_requested_at is null returning id`);
  if (asked.length > 0) await say(orm, id, 'asked to stop');
  // The job is in work: this keeps it from being tried again, whatever becomes of the worker.
  await removeJob(orm, jobKey);
}

async function callOffRetry(
  orm: Orm,
  id: number,
  status: Run['status'],
  jobKey: string,
): Promise<void> {
  // Leaves a job alone that a worker has just taken: its run can be cancelled as such.
  const calledOff = await orm.execute(sql`
    select id from graphile_worker.complete_jobs(array(
      select id from graphile_worker.jobs where key = ${jobKey} and attempts < max_attempts))`);
  if (calledOff.length === 0) {
    throw new HeartlineError(
      'RUN_FINISHED',
      `Run ${id} has already ended: it ${status === 'interrupted' ? 'was interrupted' : status}. What is going on now, GET /api/ingestions?status=running lists.`,
    );
  }
  await say(orm, id, 'its next attempt was called off');
}

async function removeJob(orm: Orm, jobKey: string): Promise<void> {
  await orm.execute(sql`select from graphile_worker.remove_job(${jobKey})`);
}

async function say(orm: Orm, runId: number, message: string): Promise<void> {
  await orm.execute(sql`
    insert into ingestion_logs (run_id, level, message, at)
    values (${runId}, 'warn', ${message}, clock_timestamp())`);
}
