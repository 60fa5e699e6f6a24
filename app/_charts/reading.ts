/** What a view says in numbers, and what lies under the pointer. bpm, ms UTC. */
import type { HeartRateAnswer } from '#lib/contract/heartRate.ts';
import { endOfPoint, type Gap, gapsOf } from './gaps.ts';
import type { TimeWindow } from './timeWindow.ts';

export interface ViewStatistics {
  /** Samples in the view; a bucket counts where it begins. */
  samples: number;
  mean: number | undefined;
  min: number | undefined;
  max: number | undefined;
}

/** First index whose time is not before `at`. */
export function lowerBound(t: readonly number[], at: number): number {
  let low = 0;
  let high = t.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((t[middle] ?? 0) < at) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Indexes `[from, to)` of the points that touch the window. */
export function pointsInView(answer: HeartRateAnswer, window: TimeWindow): [number, number] {
  let from = lowerBound(answer.t, window.start);
  if (answer.resolution !== 'raw' && from > 0 && endOfPoint(answer, from - 1) > window.start)
    from--;
  return [from, lowerBound(answer.t, window.end)];
}

/** One point as mean, min, max and number of samples, whatever the resolution. */
export function pointAt(answer: HeartRateAnswer, index: number) {
  const at = answer.t[index];
  if (at === undefined) return undefined;
  if (answer.resolution === 'raw') {
    const value = answer.value[index] ?? 0;
    return { at, end: at, mean: value, min: value, max: value, count: 1 };
  }
  return {
    at,
    end: endOfPoint(answer, index),
    mean: answer.avg[index] ?? 0,
    min: answer.min[index] ?? 0,
    max: answer.max[index] ?? 0,
    count: answer.count[index] ?? 0,
  };
}
export type Point = NonNullable<ReturnType<typeof pointAt>>;

/** The mean is weighted by samples: an average of averages would be wrong. */
export function statisticsOf(answer: HeartRateAnswer, window: TimeWindow): ViewStatistics {
  const [from, to] = pointsInView(answer, window);
  let samples = 0;
  let sum = 0;
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  for (let index = from; index < to; index++) {
    const point = pointAt(answer, index);
    if (!point) break;
    samples += point.count;
    sum += point.mean * point.count;
    min = Math.min(min, point.min);
    max = Math.max(max, point.max);
  }
  if (samples === 0) return { samples, mean: undefined, min: undefined, max: undefined };
  return { samples, mean: sum / samples, min, max };
}

export type Reading = { kind: 'point'; point: Point } | { kind: 'gap'; gap: Gap } | undefined;

/**
 * What is drawn at an instant: a point, the gap it lies in, or nothing beyond the data.
 * @param tolerance how far (ms) the pointer may be off, so that a lone sample can be hit.
 */
export function readingAt(
  answer: HeartRateAnswer,
  at: number,
  tolerance: number,
  gaps: readonly Gap[] = gapsOf(answer),
): Reading {
  const gap = gaps.find(({ start, end }) => at > start + tolerance && at < end - tolerance);
  if (gap) return { kind: 'gap', gap };
  const after = lowerBound(answer.t, at);
  const previous = pointAt(answer, after - 1);
  const next = pointAt(answer, after);
  const point = nearer(previous, next, at);
  if (!point) return undefined;
  const between = previous !== undefined && next !== undefined;
  return between || distance(point, at) <= tolerance ? { kind: 'point', point } : undefined;
}

function nearer(a: Point | undefined, b: Point | undefined, at: number): Point | undefined {
  if (!a || !b) return a ?? b;
  return distance(a, at) <= distance(b, at) ? a : b;
}

function distance(point: Point, at: number): number {
  if (at < point.at) return point.at - at;
  return Math.max(0, at - point.end);
}
