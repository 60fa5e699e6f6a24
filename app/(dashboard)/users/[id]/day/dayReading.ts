/** What a day says at one minute. bpm, ms UTC. */
import { lowerBound, type Point, pointAt } from '#app/_charts/reading.ts';
import { formatBpm, plural } from '#app/_format/numbers.ts';
import { formatClock } from '#app/_format/time.ts';
import type { HeartRateAnswer } from '#lib/contract/heartRate.ts';

/** The bucket that an instant lies in; undefined where there is none. */
export function minuteAt(answer: HeartRateAnswer, instant: number): Point | undefined {
  const after = lowerBound(answer.t, instant + 1);
  const point = pointAt(answer, after - 1);
  return point && instant < Math.max(point.end, point.at + 1) ? point : undefined;
}

/** `14:05, mean 72 bpm, 70 to 75, 12 samples`, or that there is none. */
export function minuteWords(answer: HeartRateAnswer, instant: number): string {
  const clock = formatClock(instant, answer.timeZone);
  const point = minuteAt(answer, instant);
  if (!point) return `${clock}, no data`;
  const { mean, min, max, count } = point;
  const range = `${formatBpm(min)} to ${formatBpm(max)}`;
  return `${clock}, mean ${formatBpm(mean)} bpm, ${range}, ${plural(count, 'sample')}`;
}
