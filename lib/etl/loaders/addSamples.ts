/**
 * Rows at instants where nothing stands: binary COPY on a server, an insert without a conflict
 * clause on the embedded database, which has no COPY.
 */
import type { Writable } from 'node:stream';
import type { DatabaseMode, TransactionSql } from '#db/client.ts';
import { writeTimestamp } from '#db/queries/packedRows.ts';
import type { Samples } from './difference.ts';

/**
 * Resolves when the rows are on their way. Whether the database took them, the next statement of
 * the transaction tells: there must be one.
 * @param handedOver called when the database has the rows and this process has to wait.
 * @param sourceId number of their source; the user's first where it is left out.
 */
export async function addSamples(
  transaction: TransactionSql,
  mode: DatabaseMode,
  userId: string,
  samples: Samples,
  handedOver: () => void,
  sourceId?: number,
): Promise<void> {
  if (mode === 'server') await copy(transaction, userId, samples, handedOver, sourceId);
  else await insert(transaction, userId, samples, handedOver, sourceId);
}

async function copy(
  transaction: TransactionSql,
  userId: string,
  samples: Samples,
  handedOver: () => void,
  sourceId: number | undefined,
): Promise<void> {
  const columns = `user_id, "timestamp", value${sourceId === undefined ? '' : ', source_id'}`;
  const target = await transaction
    .unsafe(`copy activities_heart_intraday (${columns}) from stdin with (format binary)`)
    .writable();
  await write(target, encodeSamples(userId, samples, sourceId));
  handedOver();
  // Its end is not waited for: postgres.js would wait for ever where the server refuses the rows
  // after the last byte. The next statement follows at once, and fails if this one did.
  target.end();
}

function write(target: Writable, bytes: Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    target.once('error', reject);
    target.write(bytes, (error) => (error ? reject(error) : resolve()));
  });
}

async function insert(
  transaction: TransactionSql,
  userId: string,
  { t, value }: Samples,
  handedOver: () => void,
  sourceId = 1,
): Promise<void> {
  const inserting = transaction
    .unsafe(
      `insert into activities_heart_intraday (user_id, "timestamp", value, source_id)
      select $1, to_timestamp(ms::float8 / 1000), bpm, $4::int2 from unnest($2::int8[], $3::int2[]) as sample (ms, bpm)`,
      [userId, `{${t.join()}}`, `{${value.join()}}`, sourceId],
      { prepare: true },
    )
    .execute();
  handedOver();
  await inserting;
}

const header = Buffer.from('5047434f50590aff0d0a00' + '00000000' + '00000000', 'hex');
const trailer = Buffer.from('ffff', 'hex');

/**
 * The samples in PostgreSQL's binary COPY format.
 * @see https://www.postgresql.org/docs/current/sql-copy.html#SQL-COPY-FILE-FORMATS
 */
export function encodeSamples(userId: string, { t, value }: Samples, sourceId?: number): Buffer {
  const row = rowTemplate(Buffer.from(userId, 'utf8'), sourceId);
  const rowsEnd = header.length + t.length * row.length;
  const buffer = Buffer.allocUnsafe(rowsEnd + trailer.length);
  header.copy(buffer);
  buffer.fill(row, header.length, rowsEnd);
  trailer.copy(buffer, rowsEnd);
  const view = new DataView(buffer.buffer, buffer.byteOffset, buffer.length);
  const valueFromEnd = sourceId === undefined ? 2 : 8;
  let end = header.length;
  for (let i = 0; i < t.length; i++) {
    end += row.length;
    writeTimestamp(view, end - valueFromEnd - 12, t[i] ?? 0);
    view.setInt16(end - valueFromEnd, value[i] ?? 0);
  }
  return buffer;
}

/** A row with all that is the same in every row: field count, lengths, the user, the source. */
function rowTemplate(id: Buffer, sourceId: number | undefined): Buffer {
  const fields = sourceId === undefined ? 3 : 4;
  const row = Buffer.alloc(2 + 4 + id.length + 4 + 8 + (fields - 2) * (4 + 2));
  row.writeInt16BE(fields, 0);
  row.writeInt32BE(id.length, 2);
  id.copy(row, 6);
  const timeAt = 6 + id.length;
  row.writeInt32BE(8, timeAt);
  row.writeInt32BE(2, timeAt + 12);
  if (sourceId !== undefined) {
    row.writeInt32BE(2, timeAt + 18);
    row.writeInt16BE(sourceId, timeAt + 22);
  }
  return row;
}
