/** Each hour of each local day of a user; never stale. */
import { rhythm } from '#lib/analytics/rhythm.ts';
import type { RhythmAnswer } from '#lib/contract/analytics.ts';
import { localDay } from '#lib/time/timeZone.ts';
import type { AnalysedDays } from './analysedWindow.ts';
import { getHeartRate } from './getHeartRate.ts';
import { getUser } from './getUsers.ts';

/** @throws {HeartlineError} USER_NOT_FOUND. */
export async function getRhythm(question: AnalysedDays): Promise<RhythmAnswer> {
  const { userId, start, end } = question;
  const { timeZone } = await getUser(userId);
  const hours = await getHeartRate({
    userId,
    start: localDay(start, timeZone).startMs,
    end: localDay(end, timeZone).endMs,
    resolution: '1h',
    points: 0,
  });
  if (hours.resolution === 'raw') throw new Error('Buckets were asked for and samples came.');
  return { ...question, timeZone, unit: 'bpm', days: rhythm(hours, { ...question, timeZone }) };
}
