/** One uploaded file is read through, to say what is in it before anything is stored. */
import { messageOf } from '#lib/errors.ts';
import { markRefused } from '#lib/imports/record/checks.ts';
import { findFile } from '#lib/imports/record/files.ts';
import { checkStoredFile } from '#lib/imports/storedFiles.ts';
import { payloads } from '../contracts.ts';
import { checkAttempts } from '../importQueue.ts';
import type { Attempt, TaskContext } from './context.ts';

export async function checkImportFile(
  payload: unknown,
  attempt: Attempt,
  { database, env, log, stopping }: TaskContext,
): Promise<void> {
  const { fileId } = payloads.check_import_file.parse(payload);
  try {
    const signal = AbortSignal.any([attempt.signal, stopping]);
    await checkStoredFile(database, fileId, { dataDir: env.dataDir, signal });
  } catch (error) {
    if (attempt.number < checkAttempts || stopping.aborted) throw error;
    const file = await findFile(database, fileId);
    log.error({ file: fileId, error: messageOf(error) }, 'a file could not be checked');
    const why = `${file?.name} could not be checked (${messageOf(error)}); see the log of the worker.`;
    if (file) await markRefused(database, file, { error: why, asksDates: false }, null);
  }
}
