/** Local days of a user as buckets, for the questions about many days. */
import type { Resolution } from '#lib/contract/heartRate.ts';
import type { LocalDate } from '#lib/time/dateArithmetic.ts';
import { localDay } from '#lib/time/timeZone.ts';
import { getHeartRate } from './getHeartRate.ts';
import { getUser } from './getUsers.ts';
import type { BucketColumns } from './heartRateRows.ts';

export interface AnalysedDays {
  userId: string;
  /** Local days, both included. */
  start: LocalDate;
  end: LocalDate;
}

/** As fresh as any window of heart rate. @throws {HeartlineError} USER_NOT_FOUND. */
export async function bucketsOfDays(
  { userId, start, end }: AnalysedDays,
  resolution: Extract<Resolution, '15m' | '1h'>,
): Promise<{ timeZone: string; columns: BucketColumns }> {
  const { timeZone } = await getUser(userId);
  const answer = await getHeartRate({
    userId,
    start: localDay(start, timeZone).startMs,
    end: localDay(end, timeZone).endMs,
    resolution,
    points: 0,
  });
  if (answer.resolution === 'raw') throw new Error('Buckets were asked for and samples came.');
  return { timeZone, columns: answer };
}
