/**
 * Where a series is interrupted, by the one rule of lib/analytics/gapRule.ts at every resolution:
 * neither line nor band crosses a gap, and both join what is shorter. Buckets show the gaps that
 * the samples have for certain: none that vanishes where one looks closer.
 */
import { longestJoinedMs, longestPause, usualSpacing } from '#lib/analytics/gapRule.ts';
import type { HeartRateAnswer, Resolution } from '#lib/contract/heartRate.ts';
import { localDateOf, localDay } from '#lib/time/timeZone.ts';
import { day, hour, minute } from './timeWindow.ts';

export const bucketWidths: Record<Exclude<Resolution, 'raw'>, number> = {
  '1m': minute,
  '15m': 15 * minute,
  '1h': hour,
  '1d': day,
};

/** So many neighbours on either side say how densely is measured there. */
const neighbours = 8;

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

/** Where point `index` ends, ms UTC: a bucket's end, or the sample's own instant. */
export function endOfPoint(answer: HeartRateAnswer, index: number): number {
  const start = answer.t[index] ?? 0;
  if (answer.resolution === 'raw') return start;
  if (answer.resolution !== '1d') return start + bucketWidths[answer.resolution];
  return localDay(localDateOf(start, answer.timeZone), answer.timeZone).endMs;
}

/** Whether there is a gap before point `index`. */
function isAfterGap(answer: HeartRateAnswer, index: number): boolean {
  const apart = (answer.t[index] ?? 0) - (answer.t[index - 1] ?? 0);
  if (answer.resolution === 'raw')
    return apart > longestJoinedMs && apart > longestPause(spacingAround(answer, index));
  if (apart < bucketWidths[answer.resolution] + longestJoinedMs) return false;
  // A bucket's last sample lies before its end: at least so long there is none, and a moment longer.
  const empty = (answer.t[index] ?? 0) - endOfPoint(answer, index - 1);
  return empty >= longestJoinedMs && empty >= longestPause(spacingAround(answer, index));
}

/** The usual spacing before or after the pause that ends at `index`, whichever is longer, ms. */
function spacingAround(answer: HeartRateAnswer, index: number): number {
  const before = spacingsOf(answer, index - 1 - neighbours, index - 1);
  const after = spacingsOf(answer, index, index + neighbours);
  return Math.max(usualSpacing(before), usualSpacing(after));
}

/** From each of the points `[from, to)` to its next neighbour, shared among its samples; ms. */
function spacingsOf(answer: HeartRateAnswer, from: number, to: number): number[] {
  const { t } = answer;
  const spacings: number[] = [];
  for (let index = Math.max(0, from); index < Math.min(to, t.length - 1); index++) {
    const samples = answer.resolution === 'raw' ? 1 : (answer.count[index] ?? 1);
    spacings.push(((t[index + 1] ?? 0) - (t[index] ?? 0)) / samples);
  }
  return spacings;
}

export function segmentsOf(answer: HeartRateAnswer): Segment[] {
  const { length } = answer.t;
  const segments: Segment[] = [];
  let from = 0;
  for (let index = 1; index <= length; index++) {
    if (index < length && !isAfterGap(answer, index)) continue;
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

/** What of the gaps lies in the window. */
export function gapsWithin(gaps: readonly Gap[], window: Gap): Gap[] {
  return gaps
    .filter(({ start, end }) => end > window.start && start < window.end)
    .map(({ start, end }) => ({
      start: Math.max(start, window.start),
      end: Math.min(end, window.end),
    }));
}
