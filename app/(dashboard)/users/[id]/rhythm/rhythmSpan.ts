/** How many days a view of the rhythm shows. */
import { maxAnalysedDays } from '#lib/contract/limits.ts';

export const rhythmSpan = { usual: 28, most: maxAnalysedDays };

export const rhythmPresets = [
  { label: '1 week', length: 7 },
  { label: '4 weeks', length: 28 },
  { label: '12 weeks', length: 84 },
  { label: '1 year', length: 365 },
  { label: '2 years', length: 731 },
];
