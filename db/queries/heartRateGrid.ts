/**
 * The grid that buckets lie on. Minutes and quarters of an hour are the same everywhere; hours and
 * days begin where they begin on the wall clock, in every zone and on both days of a clock change.
 */
import type { Resolution } from '#lib/contract/heartRate.ts';
import { addDays } from '#lib/time/localDate.ts';
import { localDateOf, localDay, offsetSpans } from '#lib/time/timeZone.ts';

export type BucketResolution = Exclude<Resolution, 'raw'>;

const minuteMs = 60_000;
const quarterMs = 15 * minuteMs;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

const widths = { '1m': minuteMs, '15m': quarterMs, '1h': hourMs, '1d': dayMs } as const;

/** Whether the buckets are those of UTC, so that an aggregate has them as they are. */
export function isUtcGrid(
  resolution: BucketResolution,
  startMs: number,
  endMs: number,
  timeZone: string,
): boolean {
  if (resolution === '1d') return false;
  if (resolution !== '1h') return true;
  return offsetSpans(startMs, endMs, timeZone).every((span) => span.offsetMs % hourMs === 0);
}

/** Width of a UTC bucket, ms. */
export function widthOf(resolution: BucketResolution): number {
  return widths[resolution];
}

/**
 * Where the buckets that touch `[startMs, endMs)` begin, ascending, and behind the last one its end;
 * ms UTC. A local hour that a clock change cuts begins anew at the change.
 */
export function bucketBoundaries(
  resolution: '1h' | '1d',
  startMs: number,
  endMs: number,
  timeZone: string,
): number[] {
  return resolution === '1d'
    ? dayBoundaries(startMs, endMs, timeZone)
    : hourBoundaries(startMs, endMs, timeZone);
}

function dayBoundaries(startMs: number, endMs: number, timeZone: string): number[] {
  const boundaries: number[] = [];
  let date = localDateOf(startMs, timeZone);
  let day = localDay(date, timeZone);
  for (; day.startMs < endMs; day = localDay(date, timeZone)) {
    boundaries.push(day.startMs);
    date = addDays(date, 1);
  }
  boundaries.push(day.startMs);
  return boundaries;
}

function hourBoundaries(startMs: number, endMs: number, timeZone: string): number[] {
  const boundaries: number[] = [];
  let next = startMs;
  for (const span of offsetSpans(startMs, endMs, timeZone)) {
    const firstHour = Math.floor((span.startMs + span.offsetMs) / hourMs) * hourMs - span.offsetMs;
    // Only the very first hour may begin before its span: the window began within it.
    if (boundaries.length > 0) boundaries.push(Math.max(firstHour, span.startMs));
    else boundaries.push(firstHour);
    for (next = firstHour + hourMs; next < span.endMs; next += hourMs) boundaries.push(next);
  }
  boundaries.push(next);
  return boundaries;
}

/** About how many buckets, empty ones included, touch the window; days as if each had 24 hours. */
export function bucketCount(resolution: BucketResolution, startMs: number, endMs: number): number {
  return Math.ceil((endMs - startMs) / widths[resolution]);
}

/** The finest that fits; days where even they are more than `points`: there is nothing coarser. */
export function finestBuckets(startMs: number, endMs: number, points: number): BucketResolution {
  const finest = (['1m', '15m', '1h'] as const).find(
    (resolution) => bucketCount(resolution, startMs, endMs) <= points,
  );
  return finest ?? '1d';
}
