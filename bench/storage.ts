/** What the measures do to the hypertable besides what the product does. */
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Database, Sql, TransactionSql } from '#db/client.ts';
import { encodeSamples } from '#lib/etl/loaders/addSamples.ts';
import type { HeartRateDay } from '#lib/etl/types.ts';

/** `[start, end)` as days, `YYYY-MM-DD`. */
export interface Days {
  start: string;
  end: string;
}

/** An insert without a conflict clause of columns given as text: the fastest insert that is no COPY. */
export async function plainInsert(
  sql: Sql | TransactionSql,
  userId: string,
  { t, value }: HeartRateDay,
): Promise<void> {
  await sql.unsafe(
    `insert into activities_heart_intraday (user_id, "timestamp", value)
    select $1, to_timestamp(ms::float8 / 1000), bpm from unnest($2::int8[], $3::int2[]) as sample (ms, bpm)`,
    [userId, `{${t.join()}}`, `{${value.join()}}`],
    { prepare: true },
  );
}

/** What one binary COPY statement sends for all the days. */
export function copyBytes(userId: string, days: readonly HeartRateDay[]): Buffer {
  const headerBytes = 19;
  const trailerBytes = 2;
  const parts = days.map((day, index) => {
    const encoded = encodeSamples(userId, day);
    const from = index === 0 ? 0 : headerBytes;
    const to = index === days.length - 1 ? encoded.length : encoded.length - trailerBytes;
    return encoded.subarray(from, to);
  });
  return Buffer.concat(parts);
}

export async function copy(sql: Sql, bytes: Buffer): Promise<void> {
  const target = await sql`
    copy activities_heart_intraday (user_id, "timestamp", value) from stdin with (format binary)`.writable();
  await pipeline(Readable.from([bytes], { objectMode: false }), target);
}

/** Empty chunks of their own for these days, so that no round pays for making them. */
export async function freshChunks({ sql }: Database, days: Days): Promise<void> {
  await dropDays(sql, days);
  await sql`
    insert into activities_heart_intraday (user_id, "timestamp", value)
    select 'seed', day, 60 from generate_series(${days.start}::timestamptz, ${days.end}::timestamptz - interval '1 day', interval '1 day') as day`;
}

async function dropDays(sql: Sql, { start, end }: Days): Promise<void> {
  await sql`
    select drop_chunks('activities_heart_intraday', ${end}::timestamptz + interval '7 days', ${start}::timestamptz - interval '7 days')`;
}

export async function compressDays({ sql }: Database, { start, end }: Days): Promise<void> {
  await sql`
    select compress_chunk(chunk, if_not_compressed => true)
    from show_chunks('activities_heart_intraday', ${end}::timestamptz + interval '7 days', ${start}::timestamptz - interval '7 days') as chunk`;
}

/** Forgets the people whose identifier begins so, their days and the refresh that was due for them. */
export async function forget({ sql }: Database, prefix: string, days: Days): Promise<void> {
  await dropDays(sql, days);
  await sql`delete from users where starts_with(id, ${prefix})`;
  await sql`delete from aggregate_backlog where starts_with(user_id, ${prefix})`;
}
