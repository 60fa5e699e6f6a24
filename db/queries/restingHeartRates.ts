/** The latest resting heart rate of users, by each one's own method. */
import type { OverviewUser } from '#lib/contract/overview.ts';
import { database } from '../client.ts';
import { restingHeartRateOf } from './getSummary.ts';

type RestingHeartRate = Pick<
  OverviewUser,
  'restingHeartRate' | 'restingHeartRateMethod' | 'restingHeartRateDate'
>;

interface Row {
  id: string;
  method: 'vendor' | 'lowest-30-minute-mean';
  date: string;
  restingHeartRate: number | null;
  lowest30MinuteMean: number | null;
}

/** @param ids of the users; all of them by default. Those without one are absent. */
export async function restingHeartRates(
  ids?: readonly string[],
): Promise<Map<string, RestingHeartRate>> {
  const { sql } = database();
  const rows = await sql<Row[]>`
    select users.id, users.resting_heart_rate_method as method, last.date::text as date,
      last.resting_heart_rate as "restingHeartRate", last.lowest_30_minute_mean as "lowest30MinuteMean"
    from users cross join lateral (
      select date, resting_heart_rate, lowest_30_minute_mean from activities_heart_summary
      where user_id = users.id and
        case when users.resting_heart_rate_method = 'vendor' then resting_heart_rate else lowest_30_minute_mean end is not null
      order by date desc limit 1
    ) as last
    ${ids ? sql`where users.id = any(${[...ids]})` : sql``}`;
  return new Map(
    rows.map((row) => [
      row.id,
      {
        restingHeartRate: restingHeartRateOf(row, row.method),
        restingHeartRateMethod: row.method,
        restingHeartRateDate: row.date,
      },
    ]),
  );
}
