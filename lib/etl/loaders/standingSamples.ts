/**
 * What is stored of a day, fetched to be compared here: as the database's own bytes in one value
 * the day comes in 5 to 7 ms, where a join inside the database took 14 to 19 (docs/decisions/loading.md).
 */
import type { TransactionSql } from '#db/client.ts';
import { sampleLayout } from '#db/queries/heartRateRows.ts';
import { type Packed, packed, unpacked } from '#db/queries/packedRows.ts';
import type { HeartRateDay } from '../types.ts';
import type { Samples } from './difference.ts';

const statement = `
select ${packed(sampleLayout)} from activities_heart_intraday
where user_id = $1 and "timestamp" >= to_timestamp($2::float8) and "timestamp" < to_timestamp($3::float8)`;

/**
 * The samples stored on the local day, ascending.
 * @param handedOver called when the database has the question.
 */
export async function standingSamples(
  transaction: TransactionSql,
  userId: string,
  { startMs, endMs }: HeartRateDay,
  handedOver: () => void,
): Promise<Samples> {
  const reading = transaction
    .unsafe<Packed[]>(statement, [userId, startMs / 1000, endMs / 1000], { prepare: true })
    .execute();
  handedOver();
  const [row] = await reading;
  const { timestamp, value } = unpacked(row, sampleLayout);
  return { t: Float64Array.from(timestamp), value: Int16Array.from(value) };
}
