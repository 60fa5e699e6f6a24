/**
 * One source of a user alone, its samples shown or not. No aggregate knows it: finer buckets are made
 * of the samples, up to a bound, and days come from what is kept of each source's days.
 */
import type { HeartRateAnswer } from '#lib/contract/heartRate.ts';
import { maxPoints } from '#lib/contract/heartRate.ts';
import { HeartlineError } from '#lib/errors.ts';
import { localDay } from '#lib/time/timeZone.ts';
import { database, type Sql } from '../client.ts';
import type { Stretch } from './backlog.ts';
import {
  type BucketResolution,
  bucketBoundaries,
  bucketCount,
  finestBuckets,
  isUtcGrid,
  widthOf,
} from './heartRateGrid.ts';
import type { HeartRateQuestion } from './heartRateQuestion.ts';
import { type BucketColumns, bucketsOf, sampleLayout, valuesLayout } from './heartRateRows.ts';
import { type Packed, packed, unpacked } from './packedRows.ts';

/** Samples that one answer may be made of: about four months at 5 s, in a second or two. */
const maxSamplesAlone = 2_000_000;

interface Own {
  timeZone: string;
  /** Number of the source among the user's. */
  sourceId: number;
  /** Whether it is the only one, so that the merged series is its own. */
  only: boolean;
  /** Samples on the local days that the window touches: it has no more. */
  atMost: number;
}

/**
 * @returns undefined where the source is the user's only one: then the merged series is it.
 * @throws {HeartlineError} USER_NOT_FOUND; SOURCE_NOT_FOUND; RESOLUTION_REFUSED where the answer, or
 * what it would have to be made of, is too large.
 */
export async function heartRateOfSource(
  question: HeartRateQuestion,
  source: string,
): Promise<HeartRateAnswer | undefined> {
  const { sql } = database();
  const own = await ownOf(sql, question, source);
  if (own.only) return undefined;
  const { userId, start, end } = question;
  const timeZone = question.timeZone ?? own.timeZone;
  const head = { userId, timeZone, start, end, unit: 'bpm' as const };
  const { resolution, points } = question;
  if (resolution === 'raw' || (resolution === 'auto' && own.atMost <= maxSamplesAlone)) {
    const limit = resolution === 'raw' ? maxPoints : points;
    const samples = await samplesOf(sql, question, own.sourceId, limit + 1);
    if (samples.t.length <= limit) return { ...head, resolution: 'raw', ...samples };
    if (resolution === 'raw') throw tooMany(`more than ${maxPoints} samples`);
  }
  const buckets =
    resolution === 'auto' ? finestFor(question, own) : obeyed(question, resolution, own);
  const columns =
    buckets === '1d'
      ? await daysOf(sql, question, own)
      : await bucketsOfSamples(sql, question, own.sourceId, buckets, timeZone);
  return { ...head, resolution: buckets, ...columns };
}

/** @throws {HeartlineError} USER_NOT_FOUND; SOURCE_NOT_FOUND. */
async function ownOf(
  sql: Sql,
  { userId, start, end }: Pick<HeartRateQuestion, 'userId' | 'start' | 'end'>,
  source: string,
): Promise<Own> {
  const [row] = await sql<
    (Omit<Own, 'sourceId'> & { sourceId: number | null; sources: string | null })[]
  >`
    select time_zone as "timeZone", own.source_id as "sourceId",
      own.source_id = 1 and not exists (
        select from source_days where source_days.user_id = users.id) as only,
      (select coalesce(sum(shown + shadowed), 0)::float8 from source_days as day
        where day.user_id = users.id and day.source_id = own.source_id
          and date between (${iso(start)}::text::timestamptz at time zone time_zone)::date
            and (${iso(end)}::text::timestamptz at time zone time_zone)::date)
      + case when own.source_id = 1 then (
        select coalesce(sum(sample_count), 0)::float8 from activities_heart_summary as summary
        where summary.user_id = users.id
          and date between (${iso(start)}::text::timestamptz at time zone time_zone)::date
            and (${iso(end)}::text::timestamptz at time zone time_zone)::date
          and not exists (select from source_days as day where day.user_id = users.id and day.date = summary.date))
        else 0 end as "atMost",
      (select string_agg(source, ', ' order by precedence) from user_sources where user_id = users.id) as sources
    from users left join user_sources as own on own.user_id = users.id and own.source = ${source}
    where users.id = ${userId}`;
  if (!row) {
    throw new HeartlineError(
      'USER_NOT_FOUND',
      `There is no user "${userId}". GET /api/users lists those there are.`,
    );
  }
  const { sourceId } = row;
  if (sourceId !== null) return { ...row, sourceId };
  throw new HeartlineError(
    'SOURCE_NOT_FOUND',
    `The user "${userId}" has no source "${source}". There are: ${row.sources ?? 'none'}.`,
  );
}

/** An explicit resolution is obeyed or refused with the reason. */
function obeyed(
  { start, end }: HeartRateQuestion,
  resolution: BucketResolution,
  { atMost }: Own,
): BucketResolution {
  const count = bucketCount(resolution, start, end);
  if (count > maxPoints) throw tooMany(`${count} buckets of ${resolution}`);
  if (resolution !== '1d' && atMost > maxSamplesAlone) {
    throw tooMany(
      `up to ${atMost} samples of this source, for which no aggregate is kept, and an answer is made of ${maxSamplesAlone} at the most`,
    );
  }
  return resolution;
}

function finestFor({ start, end, points }: HeartRateQuestion, { atMost }: Own): BucketResolution {
  return atMost > maxSamplesAlone ? '1d' : finestBuckets(start, end, points);
}

function tooMany(what: string): HeartlineError {
  return new HeartlineError(
    'RESOLUTION_REFUSED',
    `The window has ${what}. Ask for a shorter one, or for days (1d).`,
    { details: { limit: maxPoints } },
  );
}

/** The source's samples from both tables; `$1` to `$4` are user, source, start and end. */
const samplesAloneSql = `
  select "timestamp", value from activities_heart_intraday
  where user_id = $1 and source_id = $2 and "timestamp" >= $3::timestamptz and "timestamp" < $4::timestamptz
  union all
  select "timestamp", value from shadowed_heart_intraday
  where user_id = $1 and source_id = $2 and "timestamp" >= $3::timestamptz and "timestamp" < $4::timestamptz`;

async function samplesOf(
  sql: Sql,
  { userId, start, end }: HeartRateQuestion,
  sourceId: number,
  limit: number,
) {
  const [row] = await sql.unsafe<Packed[]>(
    `select ${packed(sampleLayout)} from (select * from (${samplesAloneSql}) as own limit $5) as sample`,
    [userId, sourceId, iso(start), iso(end), limit],
    { prepare: true },
  );
  const { timestamp, value } = unpacked(row, sampleLayout);
  return { t: timestamp, value };
}

async function bucketsOfSamples(
  sql: Sql,
  { userId, start, end }: HeartRateQuestion,
  sourceId: number,
  resolution: Exclude<BucketResolution, '1d'>,
  timeZone: string,
): Promise<BucketColumns> {
  const boundaries = boundariesOf(resolution, { startMs: start, endMs: end }, timeZone);
  const [first = start, last = end] = [boundaries[0], boundaries.at(-1)];
  const [row] = await sql.unsafe<Packed[]>(
    `select ${packed({ position: 'int4', ...valuesLayout })} from (
      select width_bucket("timestamp", $5::timestamptz[]) as position, sum(value)::bigint as sum,
        count(*) as count, min(value) as min, max(value) as max
      from (${samplesAloneSql}) as own group by 1) as part`,
    [userId, sourceId, iso(first), iso(last), `{${boundaries.map(iso).join()}}`],
    { prepare: true },
  );
  const { position, ...values } = unpacked(row, { position: 'int4', ...valuesLayout } as const);
  return bucketsOf(
    position.map((at) => boundaries[at - 1] ?? Number.NaN),
    values,
  );
}

function boundariesOf(
  resolution: Exclude<BucketResolution, '1d'>,
  { startMs, endMs }: Stretch,
  timeZone: string,
): number[] {
  if (resolution === '1h' && !isUtcGrid('1h', startMs, endMs, timeZone)) {
    return bucketBoundaries('1h', startMs, endMs, timeZone);
  }
  const width = widthOf(resolution);
  const first = Math.floor(startMs / width);
  const count = Math.ceil(endMs / width) - first;
  return Array.from({ length: count + 1 }, (_, i) => (first + i) * width);
}

/** Of a day without rows of its own all samples are of the user's first source. */
async function daysOf(
  sql: Sql,
  { userId, start, end }: HeartRateQuestion,
  { sourceId, timeZone }: Own,
): Promise<BucketColumns> {
  const days = await sql<{ date: string; sum: number; count: number; min: number; max: number }[]>`
    select date::text, value_sum::float8 as sum, shown + shadowed as count, min, max from source_days
    where user_id = ${userId} and source_id = ${sourceId}
      and date between (${iso(start)}::text::timestamptz at time zone ${timeZone}::text)::date
        and (${iso(end - 1)}::text::timestamptz at time zone ${timeZone}::text)::date
    union all
    select date::text, value_sum::float8, sample_count, min, max from activities_heart_summary as summary
    where user_id = ${userId} and ${sourceId}::int = 1 and sample_count > 0
      and date between (${iso(start)}::text::timestamptz at time zone ${timeZone}::text)::date
        and (${iso(end - 1)}::text::timestamptz at time zone ${timeZone}::text)::date
      and not exists (
        select from source_days as day where day.user_id = ${userId} and day.date = summary.date)
    order by 1`;
  return bucketsOf(
    days.map(({ date }) => localDay(date, timeZone).startMs),
    {
      sum: days.map(({ sum }) => sum),
      count: days.map(({ count }) => count),
      min: days.map(({ min }) => min),
      max: days.map(({ max }) => max),
    },
  );
}

function iso(ms: number): string {
  return new Date(ms).toISOString();
}
