/** What a chart is made of, in words. */
import { medianSpacing } from '#app/_charts/gaps.ts';
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
  const spacing = medianSpacing(answer.t);
  if (spacing === undefined || spacing < 1_000) return 'Single samples';
  const seconds = Math.round(spacing / 1_000);
  if (seconds < 60) return `${seconds}-second samples`;
  return `${Math.round(seconds / 60)}-minute samples`;
}
