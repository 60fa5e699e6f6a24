/** Median and quartiles by time of day, over means of quarter-hours; never stale. */
import { typicalDay } from '#lib/analytics/typicalDay.ts';
import type { TypicalDayAnswer } from '#lib/contract/analytics.ts';
import { type AnalysedDays, bucketsOfDays } from './analysedWindow.ts';

/** @throws {HeartlineError} USER_NOT_FOUND. */
export async function getTypicalDay(question: AnalysedDays): Promise<TypicalDayAnswer> {
  const { timeZone, columns } = await bucketsOfDays(question, '15m');
  return { ...question, timeZone, unit: 'bpm', ...typicalDay(columns, timeZone) };
}
