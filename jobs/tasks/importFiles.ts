/** The files of one import go through the pipeline; what becomes of it when that ends is decided here. */
import { HeartlineError, messageOf } from '#lib/errors.ts';
import { isFinal, performImport } from '#lib/imports/performImport.ts';
import { markEnded, markWaiting } from '#lib/imports/record/progress.ts';
import { isCancelAsked } from '#lib/imports/record/stopping.ts';
import { removeUploadsOf } from '#lib/imports/removeUploads.ts';
import { payloads } from '../contracts.ts';
import { cancelledSentence, importAttempts } from '../importQueue.ts';
import { askForCompression, askForRefresh } from './afterLoading.ts';
import type { Attempt, TaskContext } from './context.ts';

export async function importFiles(
  payload: unknown,
  attempt: Attempt,
  context: TaskContext,
): Promise<void> {
  const { importId } = payloads.import_files.parse(payload);
  const { database, env, log, workerId, stopping } = context;
  const { lookBackDays, startDate, endDate, dataDir } = env;
  try {
    const rows = await performImport(database, importId, {
      ...{ workerId, log, lookBackDays, startDate, endDate, dataDir },
      signal: AbortSignal.any([attempt.signal, stopping]),
    });
    if (rows) await afterSuccess(importId, rows.new, context);
  } catch (error) {
    await afterFailure(error, importId, attempt, context);
  } finally {
    await askForRefresh(context);
  }
}

/** The import is done, whatever goes wrong from here on: uploads that stay, the cleaning removes. */
async function afterSuccess(
  importId: number,
  newRows: number,
  context: TaskContext,
): Promise<void> {
  const { database, env, log } = context;
  await removeUploadsOf(database, importId, env.dataDir).catch((error: unknown) =>
    log.warn(
      { import: importId, error: messageOf(error) },
      'the uploads of an import that is done could not be removed; the cleaning tries it again',
    ),
  );
  await askForCompression(context, newRows);
}

/** @throws what it was given, where the queue shall try again. */
async function afterFailure(
  error: unknown,
  importId: number,
  attempt: Attempt,
  { database, log, stopping }: TaskContext,
): Promise<void> {
  if (await isCancelled(error, importId, database)) {
    await markEnded(database, importId, 'cancelled', { error: cancelledSentence });
    log.info({ import: importId }, `import ${importId} was cancelled`);
    return;
  }
  const isLast = attempt.number >= importAttempts && !stopping.aborted;
  if (isFinal(error) || isLast) {
    await markEnded(database, importId, 'failed', { error: messageOf(error) });
    log.error({ import: importId }, `import ${importId} is given up: ${messageOf(error)}`);
    return;
  }
  await markWaiting(database, importId, stopping.aborted ? null : messageOf(error));
  throw error;
}

/** The import itself, or its run. */
async function isCancelled(
  error: unknown,
  importId: number,
  database: TaskContext['database'],
): Promise<boolean> {
  if (error instanceof HeartlineError && error.code === 'RUN_CANCELLED') return true;
  return await isCancelAsked(database, importId);
}
