/** How a resting heart rate was found, in words: methods differ by 7–11 bpm and are never compared. */
import type { SummaryDay } from '#lib/contract/users.ts';

export function methodWords(method: SummaryDay['restingHeartRateMethod']): string {
  if (method === null) return '';
  return method === 'vendor' ? 'by the vendor' : 'lowest 30 min';
}
