/** Several users' heart rate on one grid. */
import type { HeartRateAnswer, Resolution } from '#lib/contract/heartRate.ts';
import { getHeartRate } from './getHeartRate.ts';
import { getUser } from './getUsers.ts';
import { finestBuckets } from './heartRateGrid.ts';

export interface HeartRatesQuestion {
  users: readonly string[];
  /** `[start, end)`, ms UTC. */
  start: number;
  end: number;
  resolution: 'auto' | Resolution;
  points: number;
  /** Zone of the grid; the first user's when absent. */
  timeZone?: string | undefined;
}

/**
 * One answer a user, in the order asked for, all of one resolution and on one grid. `auto` takes
 * the finest buckets that fit; samples lie on no grid and are only given when asked for.
 * @throws as {@link getHeartRate} does.
 */
export async function getHeartRates(question: HeartRatesQuestion): Promise<HeartRateAnswer[]> {
  const { users, start, end, points } = question;
  const [first] = users;
  if (first === undefined) return [];
  const timeZone = question.timeZone ?? (await getUser(first)).timeZone;
  const resolution =
    question.resolution === 'auto' ? finestBuckets(start, end, points) : question.resolution;
  return await Promise.all(
    users.map((userId) => getHeartRate({ userId, start, end, resolution, points, timeZone })),
  );
}
