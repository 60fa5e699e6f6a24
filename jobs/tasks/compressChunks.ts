import { compressChunks as compress } from '#db/aggregates/compress.ts';
import { payloads } from '../contracts.ts';
import type { TaskContext } from './context.ts';

export async function compressChunks(
  payload: unknown,
  { database, log }: TaskContext,
): Promise<void> {
  payloads.compress_chunks.parse(payload ?? {});
  const { chunks, durationMs } = await compress(database);
  if (chunks.length > 0)
    log.info(
      { chunks: chunks.length, durationMs },
      `${chunks.length} chunks compressed in ${durationMs} ms`,
    );
  if (database.mode === 'embedded') await database.sql.unsafe('checkpoint');
}
