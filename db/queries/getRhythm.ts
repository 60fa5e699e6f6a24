/** Each hour of each local day of a user; never stale. */
import { rhythm } from '#lib/analytics/rhythm.ts';
import type { RhythmAnswer } from '#lib/contract/analytics.ts';
import { type AnalysedDays, bucketsOfDays } from './analysedWindow.ts';

/** @throws {HeartlineError} USER_NOT_FOUND. */
export async function getRhythm(question: AnalysedDays): Promise<RhythmAnswer> {
  const { timeZone, columns } = await bucketsOfDays(question, '1h');
  const days = rhythm(columns, { ...question, timeZone });
  return { ...question, timeZone, unit: 'bpm', days };
}
