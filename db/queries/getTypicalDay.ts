/** Median and quartiles by time of day, over means of quarter-hours; never stale. */
import { typicalDay } from '#lib/analytics/typicalDay.ts';
import type { TypicalDayAnswer } from '#lib/contract/analytics.ts';
import { database } from '../client.ts';
import { type AnalysedDays, analysedWindow, together } from './analysedWindow.ts';
import { quarterMeans } from './heartRateRows.ts';

/** @throws {HeartlineError} USER_NOT_FOUND. */
export async function getTypicalDay(question: AnalysedDays): Promise<TypicalDayAnswer> {
  const { userId, timeZone, stale, pieces } = await analysedWindow(question);
  const parts: Awaited<ReturnType<typeof quarterMeans>>[] = [];
  for (const piece of pieces)
    parts.push(await quarterMeans(database().sql, { userId, stale, ...piece }));
  const means = { t: together(parts.map(({ t }) => t)), avg: together(parts.map((p) => p.avg)) };
  return { ...question, timeZone, unit: 'bpm', ...typicalDay(means, timeZone) };
}
