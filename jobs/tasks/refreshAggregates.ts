import { refreshAggregates as refresh } from '#db/aggregates/refresh.ts';
import { payloads } from '../contracts.ts';
import type { TaskContext } from './context.ts';

export async function refreshAggregates(
  payload: unknown,
  { database, log }: TaskContext,
): Promise<void> {
  payloads.refresh_aggregates.parse(payload ?? {});
  const { windows, durationMs } = await refresh(database);
  if (windows.length > 0)
    log.info({ windows: windows.length, durationMs }, `aggregates refreshed in ${durationMs} ms`);
  // The embedded database restarts in 2 s after a crash with a recent checkpoint, in 29 s without.
  if (database.mode === 'embedded') await database.sql.unsafe('checkpoint');
}
