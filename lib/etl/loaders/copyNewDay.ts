/**
 * The plain path for days beyond everything stored: binary COPY on a server, an insert without a
 * conflict clause on the embedded database, which has no COPY.
 */

import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { DatabaseMode, TransactionSql } from '#db/client.ts';
import type { HeartRateDay } from '../types.ts';

export async function copyNewDay(
  transaction: TransactionSql,
  mode: DatabaseMode,
  userId: string,
  day: HeartRateDay,
): Promise<void> {
  if (mode === 'embedded') {
    await insertDay(transaction, userId, day);
    return;
  }
  const target = await transaction`
    copy activities_heart_intraday (user_id, "timestamp", value) from stdin with (format binary)`.writable();
  await pipeline(Readable.from([encodeDay(userId, day)], { objectMode: false }), target);
}

async function insertDay(
  transaction: TransactionSql,
  userId: string,
  day: HeartRateDay,
): Promise<void> {
  await transaction.unsafe(
    `insert into activities_heart_intraday (user_id, "timestamp", value)
    select $1, to_timestamp(ms::float8 / 1000), bpm from unnest($2::int8[], $3::int2[]) as sample (ms, bpm)`,
    [userId, `{${day.t.join()}}`, `{${day.value.join()}}`],
    { prepare: true },
  );
}

const header = Buffer.from('5047434f50590aff0d0a00' + '00000000' + '00000000', 'hex');
const trailer = Buffer.from('ffff', 'hex');
/** PostgreSQL counts timestamps in microseconds from here. */
const postgresEpochMs = Date.UTC(2000, 0, 1);
const twoTo32 = 2 ** 32;

/**
 * The day in PostgreSQL's binary COPY format.
 * @see https://www.postgresql.org/docs/current/sql-copy.html#SQL-COPY-FILE-FORMATS
 */
export function encodeDay(userId: string, { t, value }: HeartRateDay): Buffer {
  const id = Buffer.from(userId, 'utf8');
  const rowBytes = 2 + 4 + id.length + 4 + 8 + 4 + 2;
  const buffer = Buffer.allocUnsafe(header.length + t.length * rowBytes + trailer.length);
  header.copy(buffer);
  const row = rowTemplate(id, rowBytes);
  const timeAt = rowBytes - 14;
  let at = header.length;
  for (let i = 0; i < t.length; i++, at += rowBytes) {
    row.copy(buffer, at);
    const microseconds = ((t[i] ?? 0) - postgresEpochMs) * 1000;
    const high = Math.floor(microseconds / twoTo32);
    buffer.writeInt32BE(high, at + timeAt);
    buffer.writeUInt32BE(microseconds - high * twoTo32, at + timeAt + 4);
    buffer.writeInt16BE(value[i] ?? 0, at + rowBytes - 2);
  }
  trailer.copy(buffer, at);
  return buffer;
}

/** A row with all that is the same in every row: field count, lengths, the user. */
function rowTemplate(id: Buffer, rowBytes: number): Buffer {
  const row = Buffer.alloc(rowBytes);
  row.writeInt16BE(3, 0);
  row.writeInt32BE(id.length, 2);
  id.copy(row, 6);
  row.writeInt32BE(8, rowBytes - 18);
  row.writeInt32BE(2, rowBytes - 6);
  return row;
}
