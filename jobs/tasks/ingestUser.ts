/** parse → pipeline → report, for one run of one user. */
import { authorisationOf } from '#lib/connections/authorisation.ts';
import { endConnection } from '#lib/connections/store.ts';
import { HeartlineError, messageOf } from '#lib/errors.ts';
import { performRun } from '#lib/etl/recordedRun.ts';
import {
  createRun,
  findRun,
  isCancelRequested,
  markFinished,
  markLeftBehind,
  type RecordedRun,
} from '#lib/etl/runs.ts';
import { payloads } from '../contracts.ts';
import { askForCompression, askForRefresh } from './afterLoading.ts';
import type { Attempt, TaskContext } from './context.ts';

/** Trying again does not help when the user is gone or the source cannot be asked. */
export const final = new Set([
  'USER_NOT_FOUND',
  'SOURCE_NOT_FOUND',
  'SOURCE_MISMATCH',
  'INVALID_INPUT',
  'RECONNECT_NEEDED',
  'RUN_CANCELLED',
]);

export async function ingestUser(
  payload: unknown,
  attempt: Attempt,
  context: TaskContext,
): Promise<void> {
  const { runId } = payloads.ingest_user.parse(payload);
  const run = await runOfAttempt(runId, attempt, context);
  if (!run) return;
  const began = Date.now();
  try {
    const { rows } = await performRun(context.database, run, {
      workerId: context.workerId,
      log: context.log,
      signal: AbortSignal.any([attempt.signal, context.stopping]),
      lookBackDays: context.env.lookBackDays,
      startDate: context.env.startDate,
      endDate: context.env.endDate,
      authorisation: authorisations(context),
    });
    await askForCompression(context, rows.new);
  } catch (error) {
    if (error instanceof HeartlineError && final.has(error.code)) {
      await noteEnded(error, run, began, context);
      const level = error.code === 'RUN_CANCELLED' ? 'info' : 'error';
      context.log[level]({ run: run.id }, `run ${run.id} is given up: ${messageOf(error)}`);
      return;
    }
    throw error;
  } finally {
    await askForRefresh(context);
  }
}

/** How a run comes by the tokens of the person whose data it fetches. */
export function authorisations({ database, env }: TaskContext) {
  return ({ id, source }: { id: string; source: string }) =>
    authorisationOf(database, env.google, { userId: id, source });
}

/** What only the person can mend is shown to them, and never tried again by itself. */
export async function noteEnded(
  error: HeartlineError,
  { userId, source }: { userId: string; source: string },
  began: number,
  { database }: TaskContext,
): Promise<void> {
  if (error.code !== 'RECONNECT_NEEDED') return;
  await endConnection(database, { userId, source }, 'reconnect-needed', error.message, {
    madeBefore: began,
  });
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
  const cancelled = await isCancelRequested(database, runId);
  if (asked.status === 'running') {
    await markFinished(database, runId, cancelled ? 'cancelled' : 'interrupted', {
      error: 'The worker that ran it is gone.',
    });
  }
  if (cancelled) return undefined;
  const again = await createRun(database, {
    ...asked,
    trigger: 'retry',
    attempt: attempt.number,
    retryOf: runId,
  });
  // What an attempt before has read to the end is not asked for again.
  return { ...again, unreadSince: asked.queuedAt.getTime() };
}
