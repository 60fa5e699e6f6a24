/** The measures, in the order of the table and of their running. */
import type { Measure } from './measure.ts';
import { answerBytes } from './measures/answerBytes.ts';
import { loadNewDays } from './measures/loadNewDays.ts';
import {
  readMonth,
  readMonthAgainstRaw,
  readWeek,
  readWeekAgainstRaw,
  readYear,
  readYearAgainstRaw,
} from './measures/reading.ts';
import { refresh } from './measures/refresh.ts';
import {
  reingestChanged,
  reingestChangedCompressed,
  reingestUnchanged,
  reingestUnchangedCompressed,
} from './measures/reingest.ts';
import { aggregateBytes, bytesPerRow } from './measures/storage.ts';

export const measures: readonly Measure[] = [
  loadNewDays,
  reingestUnchanged,
  reingestUnchangedCompressed,
  reingestChanged,
  reingestChangedCompressed,
  // Before the refresh, which leaves buckets of its own behind.
  bytesPerRow,
  aggregateBytes,
  refresh,
  readWeek,
  readMonth,
  readYear,
  readWeekAgainstRaw,
  readMonthAgainstRaw,
  readYearAgainstRaw,
  answerBytes,
];
