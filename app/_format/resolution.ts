/** What a chart is made of, in words. */
import { usualSpacing } from '#lib/analytics/gapRule.ts';
import type { HeartRateAnswer, Resolution } from '#lib/contract/heartRate.ts';

const words: Record<Exclude<Resolution, 'raw'>, string> = {
  '1m': '1-minute buckets',
  '15m': '15-minute buckets',
  '1h': '1-hour buckets',
  '1d': 'Daily buckets',
};

/** `15-minute buckets`, `5-second samples`; of samples the usual spacing is named. */
export function resolutionWords(answer: HeartRateAnswer): string {
  if (answer.resolution !== 'raw') return words[answer.resolution];
  const spacing = usualSpacing(answer.t.slice(1).map((at, index) => at - (answer.t[index] ?? at)));
  if (spacing < 1_000) return 'Single samples';
  const seconds = Math.round(spacing / 1_000);
  if (seconds < 60) return `${seconds}-second samples`;
  return `${Math.round(seconds / 60)}-minute samples`;
}
