/** Process entry: one worker until SIGINT or SIGTERM. */
import { closeDatabase, database } from '#db/client.ts';
import { requireAnswer } from '#db/requireAnswer.ts';
import { env } from '#lib/env.ts';
import { errorCodes, HeartlineError, messageOf } from '#lib/errors.ts';
import { createLog } from '#lib/log.ts';
import { onParentGone, tellFailed, tellReady } from '#lib/parentProcess.ts';
import { startWorker } from './startWorker.ts';

async function main(): Promise<void> {
  const settings = env();
  const log = createLog('worker', settings.logFormat);
  // From the first moment on: a worker that is asked to stop while it starts may hold jobs already.
  const asked = new Promise<string>((resolve) => {
    process.on('SIGINT', resolve).on('SIGTERM', resolve);
    onParentGone(() => resolve('the process that started it is gone'));
  });
  await requireAnswer(database());
  const worker = await startWorker({ database: database(), env: settings, log });
  log.info({ worker: worker.id, concurrency: settings.workerConcurrency }, 'ready');
  tellReady();
  void asked.then((why) => {
    log.info({ why }, 'stopping: days in work are finished, the rest is handed back');
    void worker.stop();
  });
  await worker.stopped;
  await closeDatabase();
  log.info('stopped');
  // The channel to the parent would keep the process alive.
  process.exit(0);
}

main().catch((error: unknown) => {
  if (error instanceof HeartlineError) tellFailed(error.code, error.message);
  process.stderr.write(`${messageOf(error)}\n`);
  process.exit(error instanceof HeartlineError ? errorCodes[error.code].exitCode : 1);
});
