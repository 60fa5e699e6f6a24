/** Users of several sources that overlap, from a seed, and all that is stored of them. */
import { refreshAggregates } from '#db/aggregates/refresh.ts';
import { addUserSource, participantById } from '#lib/etl/participants.ts';
import { sources } from '#lib/etl/registry.ts';
import type { RawReading, Source } from '#lib/etl/types.ts';
import { newUser, testDatabase } from './database.ts';
import { documentSource } from './documents.ts';
import { ingestRecorded } from './ingest.ts';

export const keys = ['watch', 'ring', 'strap'] as const;
type Key = (typeof keys)[number];
for (const key of keys) sources[key] = { ...documentSource(), key };

// The clocks of London go forward on the second of these days.
const dates = ['2026-03-28', '2026-03-29', '2026-03-30'];
const zone = 'Europe/London';

interface DayOfSource {
  readings: RawReading[];
  resting: number | undefined;
}
type World = Record<Key, Record<string, DayOfSource>>;

/** What each source has of each day: overlapping, with holes, and with one reading that is none. */
export function worldOf(seed: number): World {
  let state = seed;
  const next = () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
  const ofDay = (key: Key): DayOfSource => {
    if (next() < 0.2) return { readings: [], resting: undefined };
    const minutes = Array.from({ length: 12 }, (_, minute) => minute).filter(() => next() < 0.6);
    const readings = minutes.flatMap((minute) =>
      [0, 20, 40].map((second) => ({
        time: `${next() < 0.5 ? '00' : '23'}:${50 - minute}:${second + Math.floor(next() * 20)}`.replace(
          /:(\d)(?!\d)/g,
          ':0$1',
        ),
        value: 60 + Math.floor(next() * 60),
      })),
    );
    const resting = key === 'watch' || next() < 0.4 ? undefined : 50 + Math.floor(next() * 20);
    return { readings: [...readings, { time: '12:00:00', value: `of the ${key}` }], resting };
  };
  const ofSource = (key: Key) => Object.fromEntries(dates.map((date) => [date, ofDay(key)]));
  return { watch: ofSource('watch'), ring: ofSource('ring'), strap: ofSource('strap') };
}

function sourceOf(days: Record<string, DayOfSource>): Source {
  const readings = Object.fromEntries(dates.map((date) => [date, days[date]?.readings ?? []]));
  return {
    ...documentSource(readings),
    extractors: {
      ...documentSource(readings).extractors,
      async *heart_rate_summary() {
        for (const date of dates) {
          const resting = days[date]?.resting;
          if (resting === undefined) continue;
          const zones = { heartRateZones: [], customHeartRateZones: [] };
          yield { origin: date, date, restingHeartRate: resting, ...zones };
        }
      },
    },
  };
}

/** A user with these sources in this order, each read once. */
export async function userWith(order: readonly Key[], world: World): Promise<string> {
  const [first = 'watch', ...others] = order;
  const { id } = await newUser({ source: first, timeZone: zone, dataSeed: null });
  for (const source of others) await addUserSource(testDatabase(), id, { source });
  for (const key of keys.filter((one) => order.includes(one))) await read(id, key, world);
  return id;
}

export async function read(id: string, key: Key, world: World) {
  const user = await participantById(testDatabase(), id, key);
  const window = { start: dates[0] ?? '', end: dates.at(-1) ?? '' };
  return await ingestRecorded(user, { ...window, sourceKey: key, source: sourceOf(world[key]) });
}

/** All that is kept of a user's heart rate, with sources by their keys. */
export async function everythingOf(id: string) {
  const { sql } = testDatabase();
  await refreshAggregates(testDatabase());
  const samples = (table: string) => sql`
    select date_part('epoch', "timestamp") * 1000 as t, value, source
    from ${sql(table)} as sample join user_sources using (user_id, source_id)
    where user_id = ${id} order by 1, 3`;
  const buckets = (table: string) => sql`
    select bucket::text, sum::int, count::int, min, max from ${sql(table)} where user_id = ${id} order by bucket`;
  return {
    user: await sql`select first_sample::text, last_sample::text, sample_count::int, resting_heart_rate_method
      from users where id = ${id}`,
    sources:
      await sql`select source, precedence from user_sources where user_id = ${id} order by precedence`,
    shown: await samples('activities_heart_intraday'),
    shadowed: await samples('shadowed_heart_intraday'),
    summary:
      await sql`select date::text, resting_heart_rate, heart_rate_zones, lowest_30_minute_mean,
      minutes_with_data, sample_count, value_sum::int, min, max
      from activities_heart_summary where user_id = ${id} order by date`,
    vendor: await sql`select date::text, source, resting_heart_rate
      from vendor_heart_summary join user_sources using (user_id, source_id) where user_id = ${id} order by 1, 2`,
    ledger: await sql`select date::text, source, state, quarters, covered, samples, settled
      from coverage_days where user_id = ${id} order by 1, 2`,
    rejected:
      await sql`select origin, raw from rejected_records where user_id = ${id} order by origin, raw`,
    minutes: await buckets('activities_heart_intraday_1m'),
    quarters: await buckets('activities_heart_intraday_15m'),
    hours: await buckets('activities_heart_intraday_1h'),
  };
}

export async function count(id: string, table: string): Promise<number> {
  const { sql } = testDatabase();
  const [row] = await sql<{ count: number }[]>`
    select count(*)::int as count from ${sql(table)} where user_id = ${id}`;
  return row?.count ?? 0;
}
