/** Answers as shapes to draw: points in the middle of their bucket, flat caps at a segment's ends. */
import type { HeartRateAnswer } from '#lib/contract/heartRate.ts';
import { type Segment, segmentsOf } from './gaps.ts';
import { pointAt } from './reading.ts';

/** `[ms UTC, bpm]`. */
export type XY = [number, number];

/** The band of one segment: along the maxima, and along the minima of the same instants. */
export interface BandShape {
  upper: XY[];
  lower: XY[];
}

/** Means of one segment; a lone bucket is a short flat stroke, so that it can be seen. */
function strokeOf(answer: HeartRateAnswer, segment: Segment, of: 'mean' | 'min' | 'max'): XY[] {
  const stroke: XY[] = [];
  for (let index = segment.from; index < segment.to; index++) {
    const point = pointAt(answer, index);
    if (!point) break;
    if (index === segment.from && point.end > point.at) stroke.push([point.at, point[of]]);
    stroke.push([(point.at + point.end) / 2, point[of]]);
    if (index === segment.to - 1 && point.end > point.at) stroke.push([point.end, point[of]]);
  }
  return stroke;
}

/** The mean line with a null between segments: a null is what keeps the line from bridging a gap. */
export function meanLine(answer: HeartRateAnswer, segments = segmentsOf(answer)): (XY | null)[] {
  return segments.flatMap((segment, index) => [
    ...(index > 0 ? [null] : []),
    ...strokeOf(answer, segment, 'mean'),
  ]);
}

/** One closed shape a segment; none for samples, which have no range. */
export function bandShapes(answer: HeartRateAnswer, segments = segmentsOf(answer)): BandShape[] {
  if (answer.resolution === 'raw') return [];
  return segments.map((segment) => ({
    upper: strokeOf(answer, segment, 'max'),
    lower: strokeOf(answer, segment, 'min'),
  }));
}

/** Samples that stand alone between two gaps: a line cannot show them, a dot can. */
export function loneSamples(answer: HeartRateAnswer, segments = segmentsOf(answer)): XY[] {
  if (answer.resolution !== 'raw') return [];
  return segments
    .filter((segment) => segment.to - segment.from === 1)
    .flatMap((segment): XY[] => [[answer.t[segment.from] ?? 0, answer.value[segment.from] ?? 0]]);
}
