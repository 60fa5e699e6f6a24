/** A run for each hole of the coverage ledger whose next attempt is due. */
import { dueStretches } from '#lib/etl/coverage/dueDays.ts';
import { payloads } from '../contracts.ts';
import { requestIngestion } from '../enqueue.ts';
import type { TaskContext } from './context.ts';

export async function ingestDue(payload: unknown, { database, log }: TaskContext): Promise<void> {
  payloads.ingest_due.parse(payload ?? {});
  const due = await dueStretches(database.sql);
  for (const { userId, source, start, end } of due) {
    await requestIngestion({
      userId,
      request: { start, end, source, full: false },
      trigger: 'retry',
      // The ledger says when the next one is due.
      attempts: 1,
    });
  }
  if (due.length > 0) log.info({ holes: due.length }, `${due.length} holes are tried again`);
}
