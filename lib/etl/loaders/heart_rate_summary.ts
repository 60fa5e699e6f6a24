/** The vendor's own values of a day: resting heart rate and zones. Statistics are not its business. */
import type { HeartRateSummaryDay } from '../types.ts';
import type { Loader } from './types.ts';

export const heartRateSummaryLoader: Loader<HeartRateSummaryDay> = {
  // The rows are shared with the samples' statistics: only what the vendor said counts here, so that
  // days whose samples came through and whose summary did not are asked for again.
  async watermark(database, participant) {
    const [row] = await database.sql<{ ms: number | null }[]>`
      select date_part('epoch', max(date)) * 1000 as ms
      from activities_heart_summary
      where user_id = ${participant.id} and (resting_heart_rate is not null or heart_rate_zones <> '[]')`;
    return row?.ms ?? undefined;
  },

  async load(transaction, _database, participant, day, handedOver) {
    // Drizzle shares this client and has taken the serialising of JSON to itself.
    const zones = JSON.stringify(day.heartRateZones);
    const customZones = JSON.stringify(day.customHeartRateZones);
    const storing = transaction<{ new: boolean }[]>`
      insert into activities_heart_summary as stored
        (user_id, date, resting_heart_rate, heart_rate_zones, custom_heart_rate_zones)
      values (${participant.id}, ${day.date}, ${day.restingHeartRate}, ${zones}::text::jsonb, ${customZones}::text::jsonb)
      on conflict (user_id, date) do update set
        resting_heart_rate = excluded.resting_heart_rate,
        heart_rate_zones = excluded.heart_rate_zones,
        custom_heart_rate_zones = excluded.custom_heart_rate_zones
      where (stored.resting_heart_rate, stored.heart_rate_zones, stored.custom_heart_rate_zones)
        is distinct from (excluded.resting_heart_rate, excluded.heart_rate_zones, excluded.custom_heart_rate_zones)
      returning xmax = 0 as new`.execute();
    handedOver();
    const [row] = await storing;
    if (!row) return { new: 0, changed: 0, unchanged: 1 };
    return row.new ? { new: 1, changed: 0, unchanged: 0 } : { new: 0, changed: 1, unchanged: 0 };
  },
};
