/** parse → pipeline → report, for one run of one user. */
import { HeartlineError, messageOf } from '#lib/errors.ts';
import { performRun } from '#lib/etl/recordedRun.ts';
import {
  createRun,
  findRun,
  markFinished,
  markLeftBehind,
  type RecordedRun,
} from '#lib/etl/runs.ts';
import { payloads } from '../contracts.ts';
import { requestCompression, requestRefresh } from '../enqueue.ts';
import type { Attempt, TaskContext } from './context.ts';

/** Trying again does not help when the user is gone or the source cannot be asked. */
const final = new Set(['USER_NOT_FOUND', 'SOURCE_NOT_FOUND', 'SOURCE_MISMATCH', 'INVALID_INPUT']);

/** More new rows than a few days bring: old chunks were filled, and wait to be compressed. */
const bulkRows = 100_000;

export async function ingestUser(
  payload: unknown,
  attempt: Attempt,
  context: TaskContext,
): Promise<void> {
  const { runId } = payloads.ingest_user.parse(payload);
  const run = await runOfAttempt(runId, attempt, context);
  if (!run) return;
  try {
    const { rows } = await performRun(context.database, run, {
      workerId: context.workerId,
      log: context.log,
      signal: AbortSignal.any([attempt.signal, context.stopping]),
      lookBackDays: context.env.lookBackDays,
      startDate: context.env.startDate,
      endDate: context.env.endDate,
    });
    if (rows.new > bulkRows) await requestCompression(context.database);
  } catch (error) {
    if (error instanceof HeartlineError && final.has(error.code)) {
      context.log.error({ run: run.id }, `run ${run.id} is given up: ${messageOf(error)}`);
      return;
    }
    throw error;
  } finally {
    // A run that stopped half-way has stored days too.
    await requestRefresh(context.database).catch((error: unknown) =>
      context.log.warn(
        { error: messageOf(error) },
        'the refresh could not be asked for; the next schedule does it',
      ),
    );
  }
}

/** The first attempt is the run that was asked for; each later one is a run of its own that names it. */
async function runOfAttempt(
  runId: number,
  attempt: Attempt,
  { database, log, workerId }: TaskContext,
): Promise<RecordedRun | undefined> {
  const asked = await findRun(database, runId);
  if (!asked) {
    log.warn({ run: runId }, `run ${runId} is gone, and so is what it was to do`);
    return undefined;
  }
  await markLeftBehind(database, asked.userId, workerId);
  if (attempt.number === 1 && asked.status === 'queued') return asked;
  if (asked.status === 'cancelled' || asked.status === 'succeeded') return undefined;
  if (asked.status === 'running') {
    await markFinished(database, runId, 'interrupted', {
      error: 'The worker that ran it is gone.',
    });
  }
  return await createRun(database, {
    ...asked,
    trigger: 'retry',
    attempt: attempt.number,
    retryOf: runId,
  });
}
