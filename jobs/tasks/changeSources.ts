/** parse → change a user's sources day by day → report. */
import { messageOf } from '#lib/errors.ts';
import {
  findSourceChange,
  markSourceChangeFailed,
  performSourceChange,
} from '#lib/etl/changeSources.ts';
import { payloads } from '../contracts.ts';
import { requestCompression } from '../enqueue.ts';
import { askForRefresh } from './afterLoading.ts';
import type { Attempt, TaskContext } from './context.ts';

export async function changeSources(
  payload: unknown,
  attempt: Attempt,
  { database, log, stopping }: TaskContext,
): Promise<void> {
  const { changeId } = payloads.change_sources.parse(payload);
  const change = await findSourceChange(database, changeId);
  if (!change) return;
  const signal = AbortSignal.any([attempt.signal, stopping]);
  try {
    // Of one that was killed behind its end only what it leaves to be done is to be asked for.
    if (change.status !== 'succeeded') await performSourceChange(database, change, signal);
    log.info({ change: changeId, user: change.userId }, `${change.kind} of sources is done`);
    await requestCompression(database);
  } catch (error) {
    // Tried again by the queue, from the day on at which it stopped.
    if (!signal.aborted) await markSourceChangeFailed(database, changeId, messageOf(error));
    throw error;
  } finally {
    await askForRefresh({ database, log });
  }
}
