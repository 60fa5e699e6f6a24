/** Where a day has no heart rate, from its beginning to what is known of it; pure. */
import { endOfPoint, type Gap, gapsOf } from '#app/_charts/gaps.ts';
import type { TimeWindow } from '#app/_charts/timeWindow.ts';
import { longestJoinedMs } from '#lib/analytics/gapRule.ts';
import type { HeartRateAnswer } from '#lib/contract/heartRate.ts';

/** @param known the day, as far as it has passed; ms UTC. */
export function dayGaps(answer: HeartRateAnswer, known: TimeWindow): Gap[] {
  const first = answer.t[0];
  if (first === undefined) return [known].filter(isGap);
  const last = endOfPoint(answer, answer.t.length - 1);
  return [
    { start: known.start, end: first },
    ...gapsOf(answer),
    { start: last, end: known.end },
  ].filter(isGap);
}

function isGap({ start, end }: Gap): boolean {
  return end - start >= longestJoinedMs;
}
