/**
 * The buckets that most windows get, fetched with what must be known of the user: one way to the
 * database instead of two. And one snapshot: what the backlog calls fresh is fresh here as well.
 */
import { maxPoints, type Resolution } from '#lib/contract/heartRate.ts';
import type { LocalDate } from '#lib/time/localDate.ts';
import { localDateOf, localDay } from '#lib/time/timeZone.ts';
import type { Stretch } from './backlog.ts';
import {
  type BucketResolution,
  bucketCount,
  finestBuckets,
  isUtcGrid,
  widthOf,
} from './heartRateGrid.ts';
import {
  aggregateOf,
  type BucketColumns,
  bucketLayout,
  bucketsOf,
  valuesLayout,
  widened,
} from './heartRateRows.ts';
import { type Packed, packed, unpacked } from './packedRows.ts';

interface Window extends Stretch {
  resolution: 'auto' | Resolution;
  points: number;
  /** Zone of the grid; the user's own when absent. */
  timeZone?: string | undefined;
}

interface Owner {
  timeZone: string;
  stale: readonly Stretch[];
}

export interface LikelyBuckets {
  resolution: BucketResolution;
  /** A scalar subquery; the user is `$1`, `parameters` are `$4` and `$5`. */
  sql: string;
  parameters: [string, string];
  /** @returns undefined where these are not the buckets of this user and window after all. */
  read(row: Packed, owner: Owner): BucketColumns | undefined;
}

const dayMs = 86_400_000;
/** `day` counts from 1970-01-01. */
const dayLayout = { day: 'int4', ...valuesLayout } as const;

/** @returns undefined where samples are likelier, or where the answer would be refused. */
export function likelyBuckets(window: Window): LikelyBuckets | undefined {
  const { startMs, endMs, points } = window;
  const resolution =
    window.resolution === 'auto' ? finestBuckets(startMs, endMs, points) : window.resolution;
  if (resolution === 'raw' || bucketCount(resolution, startMs, endMs) > maxPoints) return undefined;
  // A device that reads every 5 seconds fills so much with samples that fit.
  if (window.resolution === 'auto' && endMs - startMs <= points * 5_000) return undefined;
  return resolution === '1d' ? summaryDays(window) : freshBuckets(window, resolution);
}

/** As if nothing were stale and every hour began with one of UTC. */
function freshBuckets(window: Window, resolution: keyof typeof aggregateOf): LikelyBuckets {
  const whole = widened(window, widthOf(resolution));
  return {
    resolution,
    sql: `(select ${packed(bucketLayout)} from ${aggregateOf[resolution]}
      where user_id = $1 and bucket >= $4::timestamptz and bucket < $5::timestamptz)`,
    parameters: [new Date(whole.startMs).toISOString(), new Date(whole.endMs).toISOString()],
    read(row, { timeZone, stale }) {
      const zone = window.timeZone ?? timeZone;
      const touched = stale.some((one) => one.startMs < whole.endMs && one.endMs > whole.startMs);
      if (touched || !isUtcGrid(resolution, window.startMs, window.endMs, zone)) return undefined;
      const { bucket, ...values } = unpacked(row, bucketLayout);
      return bucketsOf(bucket, values);
    },
  };
}

/** The user's own local days stand in the summary, as fresh as the samples. */
function summaryDays({ startMs, endMs, timeZone: asked }: Window): LikelyBuckets {
  return {
    resolution: '1d',
    sql: `(select ${packed(dayLayout)} from (
      select date - date '1970-01-01' as day, value_sum as sum, sample_count::bigint as count, min, max
      from activities_heart_summary
      where user_id = $1 and date between $4::date and $5::date and sample_count > 0) as days)`,
    // A day more on both sides: whose days they are is not known yet.
    parameters: [localDateOf(startMs - dayMs, 'UTC'), localDateOf(endMs + dayMs, 'UTC')],
    read(row, { timeZone }) {
      if (asked !== undefined && asked !== timeZone) return undefined;
      const { day, ...values } = unpacked(row, dayLayout);
      const spans = day.map((number) => localDay(dateOf(number), timeZone));
      const first = spans.findIndex((span) => span.endMs > startMs);
      const end = spans.findLastIndex((span) => span.startMs < endMs) + 1;
      if (first < 0) return { t: [], avg: [], min: [], max: [], count: [] };
      return slice(
        bucketsOf(
          spans.map((span) => span.startMs),
          values,
        ),
        first,
        end,
      );
    },
  };
}

const dates = new Map<number, LocalDate>();

/** Written out anew, the dates of a year took a third of the time of the whole answer. */
function dateOf(day: number): LocalDate {
  const known = dates.get(day);
  if (known) return known;
  const date = new Date(day * dayMs).toISOString().slice(0, 10);
  dates.set(day, date);
  return date;
}

function slice({ t, avg, min, max, count }: BucketColumns, from: number, to: number) {
  return {
    t: t.slice(from, to),
    avg: avg.slice(from, to),
    min: min.slice(from, to),
    max: max.slice(from, to),
    count: count.slice(from, to),
  };
}
