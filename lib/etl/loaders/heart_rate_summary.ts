/** The vendor's own values of a day: resting heart rate and zones. Statistics are not its business. */
import type { TransactionSql } from '#db/client.ts';
import type { HeartRateSummaryDay } from '../types.ts';
import { numberOfSource } from './sourcesOfUser.ts';
import type { Loader } from './types.ts';
import { showVendorValues } from './vendorValues.ts';

/** Files may have the vendor's figures or not: where the first source's have some, those are the series. */
async function followVendor(
  transaction: TransactionSql,
  userId: string,
  sourceId: number,
): Promise<void> {
  await transaction`
    update users set resting_heart_rate_method = 'vendor'
    where id = ${userId} and resting_heart_rate_method <> 'vendor' and ${sourceId} = (
      select source_id from user_sources where user_id = ${userId} and withdrawing_at is null
      order by precedence limit 1)`;
}

export const heartRateSummaryLoader: Loader<HeartRateSummaryDay> = {
  // Only what this source said counts, so that days whose samples came through and whose summary did
  // not are asked for again.
  async watermark(database, participant) {
    const [row] = await database.sql<{ ms: number | null }[]>`
      select date_part('epoch', max(date)) * 1000 as ms
      from vendor_heart_summary
      where user_id = ${participant.id} and (resting_heart_rate is not null or heart_rate_zones <> '[]')
        and source_id = (select source_id from user_sources
          where user_id = ${participant.id} and source = ${participant.source})`;
    return row?.ms ?? undefined;
  },

  async load(transaction, _database, participant, day, handedOver) {
    // Drizzle shares this client and has taken the serialising of JSON to itself.
    const zones = JSON.stringify(day.heartRateZones);
    const customZones = JSON.stringify(day.customHeartRateZones);
    const source = await numberOfSource(transaction, participant);
    const storing = transaction<{ new: boolean }[]>`
      insert into vendor_heart_summary as stored
        (user_id, date, source_id, resting_heart_rate, heart_rate_zones, custom_heart_rate_zones)
      values (${participant.id}, ${day.date}, ${source}, ${day.restingHeartRate}, ${zones}::text::jsonb, ${customZones}::text::jsonb)
      on conflict (user_id, date, source_id) do update set
        resting_heart_rate = excluded.resting_heart_rate,
        heart_rate_zones = excluded.heart_rate_zones,
        custom_heart_rate_zones = excluded.custom_heart_rate_zones
      where (stored.resting_heart_rate, stored.heart_rate_zones, stored.custom_heart_rate_zones)
        is distinct from (excluded.resting_heart_rate, excluded.heart_rate_zones, excluded.custom_heart_rate_zones)
      returning xmax = 0 as new`.execute();
    handedOver();
    const [row] = await storing;
    if (!row) return { new: 0, changed: 0, unchanged: 1 };
    await showVendorValues(transaction, participant.id, day.date);
    if (day.restingHeartRate !== null) await followVendor(transaction, participant.id, source);
    return row.new ? { new: 1, changed: 0, unchanged: 0 } : { new: 0, changed: 1, unchanged: 0 };
  },
};
