/** The statements behind every window of heart rate: samples, and buckets from aggregates and samples. */
import type { Sql } from '../client.ts';
import { type Segment, type Stretch, segmentsOf } from './backlog.ts';
import { type BucketResolution, bucketBoundaries, isUtcGrid, widthOf } from './heartRateGrid.ts';
import { type Columns, type Packed, packed, type RowLayout, unpacked } from './packedRows.ts';

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

export const aggregateOf = {
  '1m': 'activities_heart_intraday_1m',
  '15m': 'activities_heart_intraday_15m',
  '1h': 'activities_heart_intraday_1h',
} as const;

export const sampleLayout = { timestamp: 'timestamptz', value: 'int2' } as const;
export const valuesLayout = { sum: 'int8', count: 'int8', min: 'int2', max: 'int2' } as const;
export const bucketLayout = { bucket: 'timestamptz', ...valuesLayout } as const;
const meanLayout = { bucket: 'timestamptz', sum: 'int8', count: 'int8' } as const;
const positionLayout = { position: 'int4', ...valuesLayout } as const;

/** Samples in `[startMs, endMs)`; where there are more than `limit`, any `limit` of them. */
export async function sampleColumns(
  sql: Sql,
  { userId, startMs, endMs, limit }: Stretch & { userId: string; limit: number },
): Promise<SampleColumns> {
  const [row] = await sql.unsafe<Packed[]>(
    `select ${packed(sampleLayout)} from (
      select "timestamp", value from activities_heart_intraday
      where user_id = $1 and "timestamp" >= $2::timestamptz and "timestamp" < $3::timestamptz limit $4) as sample`,
    [userId, iso(startMs), iso(endMs), limit],
    { prepare: true },
  );
  const { timestamp, value } = unpacked(row, sampleLayout);
  return { t: timestamp, value };
}

/** Every bucket that touches the window, whole. */
export async function bucketColumns(sql: Sql, window: BucketWindow): Promise<BucketColumns> {
  const { resolution, startMs, endMs, timeZone } = window;
  if (
    resolution === '1m' ||
    resolution === '15m' ||
    isUtcGrid(resolution, startMs, endMs, timeZone)
  ) {
    return await utcBuckets(sql, window, resolution === '1d' ? '1h' : resolution);
  }
  return await wallClockBuckets(sql, window, resolution);
}

async function utcBuckets(
  sql: Sql,
  window: BucketWindow,
  resolution: keyof typeof aggregateOf,
): Promise<BucketColumns> {
  const width = widthOf(resolution);
  const whole = widened(window, width);
  // On another person's grid a stale day may begin within an hour: then the whole hour is stale.
  const stale = window.stale.map((stretch) => widened(stretch, width));
  const { text, parameters } = utcBucketsSql(window.userId, segmentsOf(whole, stale), resolution);
  const { bucket, ...values } = await columnsOf(sql, text, parameters, bucketLayout);
  return bucketsOf(bucket, values);
}

/** Quarter-hours as means alone: of ten years in half the time that all their columns take. */
export async function quarterMeans(
  sql: Sql,
  { userId, startMs, endMs, stale }: Pick<BucketWindow, 'userId' | 'stale'> & Stretch,
): Promise<Pick<BucketColumns, 't' | 'avg'>> {
  const whole = widened({ startMs, endMs }, widthOf('15m'));
  const { text, parameters } = utcBucketsSql(userId, segmentsOf(whole, stale), '15m');
  const { bucket, sum, count } = await columnsOf(sql, text, parameters, meanLayout);
  return { t: bucket, avg: sum.map((total, i) => roundTo2(total / (count[i] ?? 0))) };
}

/** The stretch in whole buckets of `width` ms. */
export function widened({ startMs, endMs }: Stretch, width: number): Stretch {
  return { startMs: Math.floor(startMs / width) * width, endMs: Math.ceil(endMs / width) * width };
}

/**
 * One branch a segment: the aggregate where it is fresh, the samples where it is not.
 * @param made what each branch is made into, before they come together.
 */
export function utcBucketsSql(
  userId: string,
  segments: Segment[],
  resolution: keyof typeof aggregateOf,
  made = (branch: string) => branch,
) {
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
  return { text: branches.map(made).join(' union all '), parameters };
}

/** Hours or days of the wall clock, put together from quarter-hours. */
async function wallClockBuckets(
  sql: Sql,
  window: BucketWindow,
  resolution: '1h' | '1d',
): Promise<BucketColumns> {
  const boundaries = bucketBoundaries(resolution, window.startMs, window.endMs, window.timeZone);
  const whole = {
    startMs: boundaries[0] ?? window.startMs,
    endMs: boundaries.at(-1) ?? window.endMs,
  };
  const { text, parameters } = utcBucketsSql(window.userId, segmentsOf(whole, window.stale), '15m');
  const list = `$${parameters.push(`{${boundaries.map((ms) => iso(ms)).join()}}`)}::timestamptz[]`;
  const { position, ...values } = await columnsOf(
    sql,
    `select width_bucket(bucket, ${list}) as position, sum(sum)::bigint as sum, sum(count)::bigint as count,
      min(min) as min, max(max) as max from (${text}) as part group by 1`,
    parameters,
    positionLayout,
  );
  return bucketsOf(
    position.map((at) => boundaries[at - 1] ?? Number.NaN),
    values,
  );
}

async function columnsOf<Layout extends RowLayout>(
  sql: Sql,
  text: string,
  parameters: string[],
  layout: Layout,
): Promise<Columns<Layout>> {
  const [row] = await sql.unsafe<Packed[]>(
    `select ${packed(layout)} from (${text}) as part`,
    parameters,
    { prepare: true },
  );
  return unpacked(row, layout);
}

/** @param t where the buckets begin, ms UTC. */
export function bucketsOf(
  t: number[],
  { sum, count, min, max }: Columns<typeof valuesLayout>,
): BucketColumns {
  return { t, avg: sum.map((total, i) => roundTo2(total / (count[i] ?? 0))), min, max, count };
}

/** A hundredth of a beat is finer than any device, and a third of the bytes of a full double. */
export function roundTo2(value: number): number {
  return Math.round(value * 100) / 100;
}

function iso(ms: number): string {
  return new Date(ms).toISOString();
}
