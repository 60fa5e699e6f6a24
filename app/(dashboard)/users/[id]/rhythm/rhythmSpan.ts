/** How many days a view of the rhythm shows. */
import type { DaySpan } from '#app/_queries/analytics.ts';
import { maxAnalysedDays, maxSummarisedDays } from '#lib/contract/limits.ts';
import { lengthOf } from '../daySpan.ts';

export const rhythmSpan = { usual: 28, most: maxSummarisedDays };

export const rhythmPresets = [
  { label: '1 week', length: 7 },
  { label: '4 weeks', length: 28 },
  { label: '12 weeks', length: 84 },
  { label: '1 year', length: 365 },
  { label: '2 years', length: 731 },
  { label: 'All', length: maxSummarisedDays },
];

/** Whether each hour of each day is drawn: of more days than two years no hour would be seen. */
export function showsHours(span: DaySpan): boolean {
  return lengthOf(span) <= maxAnalysedDays;
}
