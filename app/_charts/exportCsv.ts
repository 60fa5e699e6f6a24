/** The points in view as CSV (RFC 4180), times on the clock that the chart shows. */
import { formatIsoLocal } from '#app/_format/time.ts';
import type { HeartRateAnswer } from '#lib/contract/heartRate.ts';
import { pointAt, pointsInView } from './reading.ts';
import type { TimeWindow } from './timeWindow.ts';

/** Columns, after the comment lines of `header`: start of the bucket in local time with its offset, mean, min and max in bpm, samples. */
export function csvOf(
  answer: HeartRateAnswer,
  window: TimeWindow,
  timeZone: string,
  header: readonly string[] = [],
): string {
  const [from, to] = pointsInView(answer, window);
  const lines = [...header, 'time,mean_bpm,min_bpm,max_bpm,samples'];
  for (let index = from; index < to; index++) {
    const point = pointAt(answer, index);
    if (!point) break;
    const { at, mean, min, max, count } = point;
    lines.push([formatIsoLocal(at, timeZone), mean, min, max, count].join());
  }
  return `${lines.join('\r\n')}\r\n`;
}

/** A name that says whose, from when and how: `user1_2026-11-22T1946_2026-11-23T1946.csv`. */
export function fileNameOf(
  userId: string,
  window: TimeWindow,
  timeZone: string,
  extension: string,
): string {
  const stamp = (ms: number) => formatIsoLocal(ms, timeZone).slice(0, 16).replaceAll(':', '');
  return `${userId}_${stamp(window.start)}_${stamp(window.end)}.${extension}`;
}
