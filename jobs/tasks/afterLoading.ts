/**
 * What loaded rows leave to be done. Where it cannot be asked for the schedule does it later: the
 * load itself has not failed, and is neither repeated nor called so.
 */
import { messageOf } from '#lib/errors.ts';
import { requestCompression, requestRefresh } from '../enqueue.ts';
import type { TaskContext } from './context.ts';

/** More new rows than a few days bring: old chunks were filled, and wait to be compressed. */
const bulkRows = 100_000;

type Asking = Pick<TaskContext, 'database' | 'log'>;

/** To be called however the load ended: one that stopped half-way has stored days too. */
export async function askForRefresh({ database, log }: Asking): Promise<void> {
  await requestRefresh(database).catch((error: unknown) =>
    log.warn(
      { error: messageOf(error) },
      'the refresh could not be asked for; the next schedule does it',
    ),
  );
}

/** @param newRows of the load; only very many of them are worth it. */
export async function askForCompression({ database, log }: Asking, newRows: number): Promise<void> {
  if (newRows <= bulkRows) return;
  await requestCompression(database).catch((error: unknown) =>
    log.warn(
      { error: messageOf(error) },
      'the compression could not be asked for; the next schedule does it',
    ),
  );
}
