/** Moves old chunks, of the samples and of their aggregates, into the columnstore. */
import type { Database } from '../client.ts';

export interface CompressResult {
  chunks: string[];
  durationMs: number;
}

/** Days after a chunk's end in which late data may still come; written to, it stays a row store. */
const compressAfterDays = 7;

/**
 * Compresses every chunk that ended at least `afterDays` days ago and is not compressed, or was
 * written to since it was. One chunk a statement, so that others are served in between.
 */
export async function compressChunks(
  database: Database,
  afterDays = compressAfterDays,
): Promise<CompressResult> {
  const began = performance.now();
  const due = await database.sql<{ chunk: string }[]>`
    select format('%I.%I', chunk_schema, chunk_name) as chunk
    from timescaledb_information.chunks as info
    join _timescaledb_catalog.chunk as catalog
      on catalog.schema_name = info.chunk_schema and catalog.table_name = info.chunk_name
    where info.range_end < now() - make_interval(days => ${afterDays})
      and (not info.is_compressed or catalog.status & ${unorderedOrPartial} > 0)
    order by info.range_start`;
  for (const { chunk } of due) {
    await database.sql.unsafe(`select compress_chunk('${chunk}', if_not_compressed => true)`);
  }
  return { chunks: due.map((row) => row.chunk), durationMs: Math.round(performance.now() - began) };
}

/** Bits of `_timescaledb_catalog.chunk.status`: unordered (2) and partially compressed (8). */
const unorderedOrPartial = 10;
