/** Days, weeks or months of a user from the daily summaries, which are as fresh as the samples. */
import { rollingDays, type TrendPeriod, trends } from '#lib/analytics/trends.ts';
import type { TrendsAnswer } from '#lib/contract/analytics.ts';
import { addDays } from '#lib/time/dateArithmetic.ts';
import type { AnalysedDays } from './analysedWindow.ts';
import { getSummary } from './getSummary.ts';

/** @throws {HeartlineError} USER_NOT_FOUND. */
export async function getTrends({
  userId,
  start,
  end,
  by,
}: AnalysedDays & { by: TrendPeriod }): Promise<TrendsAnswer> {
  const past = addDays(start, 1 - rollingDays);
  const { timeZone, days } = await getSummary({ userId, start: past, end });
  const known = days.find((day) => day.restingHeartRateMethod !== null);
  const points = trends(
    days.map((day) => ({
      ...day,
      zones: day.customHeartRateZones.length > 0 ? day.customHeartRateZones : day.heartRateZones,
    })),
    { start, end, by },
  );
  return {
    userId,
    timeZone,
    start,
    end,
    unit: 'bpm',
    by,
    restingHeartRateMethod: known?.restingHeartRateMethod ?? null,
    points,
  };
}
