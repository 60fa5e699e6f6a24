/**
 * Where a series is interrupted. The rule: two neighbours belong together when they lie no further
 * apart than 1.5 bucket widths (buckets), or than the greater of 5 minutes and three times the usual
 * spacing (samples). Anything else is a gap, and neither line nor band crosses it.
 */
import type { HeartRateAnswer, Resolution } from '#lib/contract/heartRate.ts';
import { localDateOf, localDay } from '#lib/time/timeZone.ts';
import { day, hour, minute } from './timeWindow.ts';

export const bucketWidths: Record<Exclude<Resolution, 'raw'>, number> = {
  '1m': minute,
  '15m': 15 * minute,
  '1h': hour,
  '1d': day,
};

const rawGapFloor = 5 * minute;

/** Indexes `[from, to)` of points without a gap between them. */
export interface Segment {
  from: number;
  to: number;
}

/** A stretch without data, ms UTC. */
export interface Gap {
  start: number;
  end: number;
}

/** The middle spacing of neighbouring samples in ms; undefined for fewer than two. */
export function medianSpacing(t: readonly number[]): number | undefined {
  const spacings = t.slice(1).map((at, index) => at - (t[index] ?? at));
  if (spacings.length === 0) return undefined;
  return spacings.sort((a, b) => a - b)[Math.floor(spacings.length / 2)];
}

/** Neighbours further apart than this (ms) have a gap between them. */
export function gapThreshold(answer: HeartRateAnswer): number {
  if (answer.resolution !== 'raw') return 1.5 * bucketWidths[answer.resolution];
  return Math.max(rawGapFloor, 3 * (medianSpacing(answer.t) ?? 0));
}

/** Where point `index` ends, ms UTC: a bucket's end, or the sample's own instant. */
export function endOfPoint(answer: HeartRateAnswer, index: number): number {
  const start = answer.t[index] ?? 0;
  if (answer.resolution === 'raw') return start;
  if (answer.resolution !== '1d') return start + bucketWidths[answer.resolution];
  return localDay(localDateOf(start, answer.timeZone), answer.timeZone).endMs;
}

export function segmentsOf(answer: HeartRateAnswer): Segment[] {
  const { t } = answer;
  const threshold = gapThreshold(answer);
  const segments: Segment[] = [];
  let from = 0;
  for (let index = 1; index <= t.length; index++) {
    const apart = (t[index] ?? Number.POSITIVE_INFINITY) - (t[index - 1] ?? 0);
    if (apart <= threshold) continue;
    segments.push({ from, to: index });
    from = index;
  }
  return segments;
}

/** The gaps between the first and the last point, in order. */
export function gapsOf(answer: HeartRateAnswer, segments = segmentsOf(answer)): Gap[] {
  return segments.slice(1).map((segment, index) => ({
    start: endOfPoint(answer, (segments[index]?.to ?? 1) - 1),
    end: answer.t[segment.from] ?? 0,
  }));
}
