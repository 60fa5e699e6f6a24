/** A vendor's values of a day are kept for each source; shown is each value of the source that comes first of those that have it. */
import type { TransactionSql } from '#db/client.ts';
import type { LocalDate } from '#lib/time/localDate.ts';

/** Puts into the day's summary what is to be shown of it. */
export async function showVendorValues(
  transaction: TransactionSql,
  userId: string,
  date: LocalDate,
): Promise<void> {
  await transaction`
    with said as (
      select vendor.*, sources.precedence
      from vendor_heart_summary as vendor
      join user_sources as sources on sources.user_id = vendor.user_id and sources.source_id = vendor.source_id
      where vendor.user_id = ${userId} and vendor.date = ${date} and sources.withdrawing_at is null
    )
    insert into activities_heart_summary as shown
      (user_id, date, resting_heart_rate, heart_rate_zones, custom_heart_rate_zones)
    values (${userId}, ${date},
      (select resting_heart_rate from said where resting_heart_rate is not null order by precedence limit 1),
      coalesce((select heart_rate_zones from said where heart_rate_zones <> '[]' order by precedence limit 1), '[]'),
      coalesce((select custom_heart_rate_zones from said where custom_heart_rate_zones <> '[]' order by precedence limit 1), '[]'))
    on conflict (user_id, date) do update set
      resting_heart_rate = excluded.resting_heart_rate,
      heart_rate_zones = excluded.heart_rate_zones,
      custom_heart_rate_zones = excluded.custom_heart_rate_zones
    where (shown.resting_heart_rate, shown.heart_rate_zones, shown.custom_heart_rate_zones)
      is distinct from (excluded.resting_heart_rate, excluded.heart_rate_zones, excluded.custom_heart_rate_zones)`;
}
