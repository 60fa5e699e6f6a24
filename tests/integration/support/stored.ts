/** What is stored of a user, and what was generated for them. */
import { database } from '#db/client.ts';
import type { BucketColumns, SampleColumns } from '#db/queries/heartRateRows.ts';
import type { RegisteredParticipant } from '#lib/etl/participants.ts';
import { truthOf } from '#lib/etl/sources/synthetic/truth.ts';
import { eachDay, type LocalDate } from '#lib/time/localDate.ts';
import { longAfter } from './ingest.ts';

/** Every sample of the user, by time. */
export async function storedSamples(userId: string): Promise<SampleColumns> {
  const rows = await database().sql<[number, number][]>`
    select date_part('epoch', "timestamp") * 1000, value from activities_heart_intraday
    where user_id = ${userId} order by "timestamp"`.values();
  return { t: rows.map((row) => Number(row[0])), value: rows.map((row) => Number(row[1])) };
}

/** What the synthetic source generated for the user, both days included. */
export function generatedSamples(
  { id, dataSeed, timeZone }: RegisteredParticipant,
  start: LocalDate,
  end: LocalDate,
  now = longAfter,
): SampleColumns {
  const days = [...eachDay(start, end)].map((date) =>
    truthOf({ seed: dataSeed ?? 0, userId: id, date, timeZone, now }),
  );
  return {
    t: days.flatMap((day) => [...day.t]),
    value: days.flatMap((day) => [...day.bpm]),
  };
}

/** Checksums over everything stored of a user, table by table: equal where nothing has changed. */
export async function fingerprint(userId: string): Promise<Record<string, string>> {
  const { sql } = database();
  const [row] = await sql<Record<string, string>[]>`
    select
      (select md5(string_agg(sample::text, ';' order by "timestamp"))
        from activities_heart_intraday as sample where user_id = ${userId}) as samples,
      (select md5(string_agg(bucket::text, ';' order by bucket.bucket))
        from activities_heart_intraday_1m as bucket where user_id = ${userId}) as "1m",
      (select md5(string_agg(bucket::text, ';' order by bucket.bucket))
        from activities_heart_intraday_15m as bucket where user_id = ${userId}) as "15m",
      (select md5(string_agg(bucket::text, ';' order by bucket.bucket))
        from activities_heart_intraday_1h as bucket where user_id = ${userId}) as "1h",
      (select md5(string_agg(day::text, ';' order by date))
        from activities_heart_summary as day where user_id = ${userId}) as summary,
      (select concat_ws(' ', first_sample, last_sample, sample_count)
        from users where id = ${userId}) as totals`;
  return row ?? {};
}

export const bucketResolutions = ['1m', '15m', '1h', '1d'] as const;

const bucketSql = {
  '1m': `date_trunc('minute', "timestamp")`,
  '15m': `date_bin('15 minutes', "timestamp", '2000-01-01 00:00Z')`,
  '1h': `date_trunc('hour', "timestamp", $2)`,
  '1d': `date_trunc('day', "timestamp", $2)`,
} as const;

/** The user's samples put into buckets by PostgreSQL itself, without aggregate, summary or grid of ours. */
export async function bucketsOfSamples(
  userId: string,
  resolution: (typeof bucketResolutions)[number],
  timeZone: string,
): Promise<BucketColumns> {
  const rows = await database()
    .sql.unsafe(
      `select date_part('epoch', ${bucketSql[resolution]}) * 1000, sum(value), min(value), max(value), count(*)
      from activities_heart_intraday where user_id = $1 and $2::text is not null group by 1 order by 1`,
      [userId, timeZone],
    )
    .values();
  const column = (index: number) => rows.map((row) => Number(row[index]));
  const count = column(4);
  return {
    t: column(0),
    avg: column(1).map((sum, i) => Math.round((sum / (count[i] ?? 0)) * 100) / 100),
    min: column(2),
    max: column(3),
    count,
  };
}
