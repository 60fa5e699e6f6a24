/** The statements behind every window of heart rate: samples, and buckets from aggregates and samples. */
import type { Sql } from '../client.ts';
import { type Segment, type Stretch, segmentsOf } from './backlog.ts';
import { type BucketResolution, bucketBoundaries, isUtcGrid, widthOf } from './heartRateGrid.ts';

/** Parallel columns; `t` is where each bucket begins, ms UTC; empty buckets are absent. */
export interface BucketColumns {
  t: number[];
  avg: number[];
  min: number[];
  max: number[];
  count: number[];
}

export interface SampleColumns {
  t: number[];
  value: number[];
}

interface BucketWindow extends Stretch {
  userId: string;
  timeZone: string;
  resolution: BucketResolution;
  /** Where the aggregates are behind. */
  stale: readonly Stretch[];
}

type BucketRow = [t: number, sum: number, count: number, min: number, max: number];

const aggregateOf = {
  '1m': 'activities_heart_intraday_1m',
  '15m': 'activities_heart_intraday_15m',
  '1h': 'activities_heart_intraday_1h',
} as const;

/** Samples in `[startMs, endMs)`, at most `limit` of them. */
export async function sampleColumns(
  sql: Sql,
  { userId, startMs, endMs, limit }: Stretch & { userId: string; limit: number },
): Promise<SampleColumns> {
  const rows = await sql
    .unsafe(
      `select date_part('epoch', "timestamp") * 1000, value from activities_heart_intraday
    where user_id = $1 and "timestamp" >= $2::timestamptz and "timestamp" < $3::timestamptz
    order by "timestamp" limit $4`,
      [userId, iso(startMs), iso(endMs), limit],
      { prepare: true },
    )
    .values();
  return { t: rows.map((row) => Number(row[0])), value: rows.map((row) => Number(row[1])) };
}

/** Every bucket that touches the window, whole. */
export async function bucketColumns(sql: Sql, window: BucketWindow): Promise<BucketColumns> {
  const { resolution, startMs, endMs, timeZone } = window;
  if (
    resolution === '1m' ||
    resolution === '15m' ||
    isUtcGrid(resolution, startMs, endMs, timeZone)
  ) {
    return columnsOf(await utcBuckets(sql, window, resolution === '1d' ? '1h' : resolution));
  }
  return columnsOf(await wallClockBuckets(sql, window, resolution));
}

async function utcBuckets(sql: Sql, window: BucketWindow, resolution: keyof typeof aggregateOf) {
  const width = widthOf(resolution);
  const whole = {
    startMs: Math.floor(window.startMs / width) * width,
    endMs: Math.ceil(window.endMs / width) * width,
  };
  const { text, parameters } = utcBucketsSql(
    window.userId,
    segmentsOf(whole, window.stale),
    resolution,
  );
  return await run(
    sql,
    `select ${outputColumns} from (${text}) as part order by bucket`,
    parameters,
  );
}

const outputColumns = `date_part('epoch', bucket) * 1000, sum::float8, count::float8, min, max`;

/** One branch a segment: the aggregate where it is fresh, the samples where it is not. */
function utcBucketsSql(userId: string, segments: Segment[], resolution: keyof typeof aggregateOf) {
  const parameters: string[] = [userId];
  const branches = segments.map(({ startMs, endMs, fresh }) => {
    const from = `$${parameters.push(iso(startMs))}::timestamptz`;
    const to = `$${parameters.push(iso(endMs))}::timestamptz`;
    return fresh
      ? `select bucket, sum, count, min, max from ${aggregateOf[resolution]}
        where user_id = $1 and bucket >= ${from} and bucket < ${to}`
      : `select time_bucket('${widthOf(resolution)} milliseconds', "timestamp") as bucket,
          sum(value)::bigint, count(*), min(value), max(value) from activities_heart_intraday
        where user_id = $1 and "timestamp" >= ${from} and "timestamp" < ${to} group by 1`;
  });
  return { text: branches.join(' union all '), parameters };
}

/** Hours or days of the wall clock, put together from quarter-hours. */
async function wallClockBuckets(
  sql: Sql,
  window: BucketWindow,
  resolution: '1h' | '1d',
): Promise<BucketRow[]> {
  const boundaries = bucketBoundaries(resolution, window.startMs, window.endMs, window.timeZone);
  const whole = {
    startMs: boundaries[0] ?? window.startMs,
    endMs: boundaries.at(-1) ?? window.endMs,
  };
  const { text, parameters } = utcBucketsSql(window.userId, segmentsOf(whole, window.stale), '15m');
  const list = `$${parameters.push(`{${boundaries.map((ms) => iso(ms)).join()}}`)}::timestamptz[]`;
  const rows = await run(
    sql,
    `select width_bucket(bucket, ${list})::float8, sum(sum)::float8, sum(count)::float8, min(min), max(max)
    from (${text}) as part group by 1 order by 1`,
    parameters,
  );
  return rows.map(([position, ...rest]) => [boundaries[position - 1] ?? Number.NaN, ...rest]);
}

async function run(sql: Sql, text: string, parameters: string[]): Promise<BucketRow[]> {
  const rows = await sql.unsafe(text, parameters, { prepare: true }).values();
  return rows.map((row) => [
    Number(row[0]),
    Number(row[1]),
    Number(row[2]),
    Number(row[3]),
    Number(row[4]),
  ]);
}

function columnsOf(rows: BucketRow[]): BucketColumns {
  return {
    t: rows.map((row) => row[0]),
    avg: rows.map((row) => roundTo2(row[1] / row[2])),
    min: rows.map((row) => row[3]),
    max: rows.map((row) => row[4]),
    count: rows.map((row) => row[2]),
  };
}

/** A hundredth of a beat is finer than any device, and a third of the bytes of a full double. */
export function roundTo2(value: number): number {
  return Math.round(value * 100) / 100;
}

function iso(ms: number): string {
  return new Date(ms).toISOString();
}
