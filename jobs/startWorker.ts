/** A worker in this process: explicit task list, crontab, presence, graceful stop. */

import { EventEmitter } from 'node:events';
import { readFileSync } from 'node:fs';
import {
  type JobHelpers,
  parseCrontab,
  run,
  type TaskList,
  type WorkerEvents,
} from 'graphile-worker';
import type { Database } from '#db/client.ts';
import type { Env } from '#lib/env.ts';
import { messageOf } from '#lib/errors.ts';
import type { Log } from '#lib/log.ts';
import { announce, heartbeat, leave, recoverFromTheDead, stillHere } from './presence.ts';
import { queueLogger, queuePool } from './queue.ts';
import { backfillUser } from './tasks/backfillUser.ts';
import { changeSources } from './tasks/changeSources.ts';
import { checkImportFile } from './tasks/checkImportFile.ts';
import { cleanUploads } from './tasks/cleanUploads.ts';
import { compressChunks } from './tasks/compressChunks.ts';
import type { Attempt, TaskContext } from './tasks/context.ts';
import { importFiles } from './tasks/importFiles.ts';
import { ingestAll } from './tasks/ingestAll.ts';
import { ingestDue } from './tasks/ingestDue.ts';
import { ingestUser } from './tasks/ingestUser.ts';
import { readNotified } from './tasks/readNotified.ts';
import { refreshAggregates } from './tasks/refreshAggregates.ts';

export interface RunningWorker {
  id: string;
  /** Settles when the worker has stopped, whoever stopped it. */
  stopped: Promise<void>;
  /** Lets running days finish, hands back the rest, and stops. */
  stop(): Promise<void>;
}

export interface WorkerOptions {
  database: Database;
  env: Env;
  log: Log;
  /** The schedule; the file `crontab` unless a test brings its own. */
  crontab?: string;
}

/** How long a stop waits for running jobs before it takes them away, ms. */
const graceMs = 10_000;

export async function startWorker({
  database,
  env,
  log,
  crontab,
}: WorkerOptions): Promise<RunningWorker> {
  const stopping = new AbortController();
  const schedule = crontab ?? readFileSync(new URL('./crontab', import.meta.url), 'utf8');
  const pool = queuePool(database.url, env.workerConcurrency + 2, log);
  const events: WorkerEvents = new EventEmitter();
  const created = new Promise<string>((resolve) =>
    events.once('pool:create', ({ workerPool }) => resolve(workerPool.id)),
  );
  let id = '';
  const context = (): TaskContext => ({
    database,
    env,
    log,
    workerId: id,
    stopping: stopping.signal,
  });
  // The pool is made, and so has its id, before it asks for the first job.
  events.once('pool:create', ({ workerPool }) => {
    id = workerPool.id;
  });
  await recoverFromTheDead(database, '', log);
  const runner = await run({
    pgPool: pool,
    concurrency: env.workerConcurrency,
    noHandleSignals: true,
    gracefulShutdownAbortTimeout: graceMs,
    pollInterval: 2_000,
    logger: queueLogger(log),
    taskList: taskList(context),
    parsedCronItems: parseCrontab(schedule),
    events,
  });
  await announce(database, await created, 'worker', schedule);
  const beat = setInterval(() => void keepPresence(database, id, log), heartbeat.every * 1000);
  const stopped = runner.promise.finally(async () => {
    clearInterval(beat);
    await leave(database, id).catch((error: unknown) =>
      log.warn({ error: messageOf(error) }, 'could not say goodbye'),
    );
    await pool.end();
  });
  // Whoever awaits `stopped` sees the failure; without anybody it must not end the process.
  stopped.catch(() => {});
  return { id, stopped, stop: () => stop(stopping, () => runner.stop(), stopped) };
}

async function stop(
  stopping: AbortController,
  stopRunner: () => Promise<void>,
  stopped: Promise<void>,
): Promise<void> {
  stopping.abort();
  await stopRunner();
  await stopped;
}

async function keepPresence(database: Database, id: string, log: Log): Promise<void> {
  try {
    await stillHere(database, id);
    await recoverFromTheDead(database, id, log);
  } catch (error) {
    log.warn({ error: messageOf(error) }, 'the database did not take the sign of life');
  }
}

function taskList(context: () => TaskContext): TaskList {
  const attemptOf = ({ job, abortSignal }: JobHelpers): Attempt => ({
    number: job.attempts,
    signal: abortSignal,
  });
  return {
    ingest_user: (payload, helpers) => ingestUser(payload, attemptOf(helpers), context()),
    backfill_user: (payload, helpers) => backfillUser(payload, attemptOf(helpers), context()),
    read_notified: (payload) => readNotified(payload, context()),
    ingest_all: (payload) => ingestAll(payload, context()),
    ingest_due: (payload) => ingestDue(payload, context()),
    check_import_file: (payload, helpers) =>
      checkImportFile(payload, attemptOf(helpers), context()),
    import_files: (payload, helpers) => importFiles(payload, attemptOf(helpers), context()),
    clean_uploads: (payload) => cleanUploads(payload, context()),
    refresh_aggregates: (payload) => refreshAggregates(payload, context()),
    change_sources: (payload, helpers) => changeSources(payload, attemptOf(helpers), context()),
    compress_chunks: (payload) => compressChunks(payload, context()),
  };
}
