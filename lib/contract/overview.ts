/** `GET /api/overview`: every user at a glance. */
import { z } from 'zod';
import { bpm, epochMs, localDateParam } from './common.ts';
import { run } from './ingestions.ts';
import { connectionStates } from './limits.ts';
import { counted, user } from './users.ts';

const overviewUser = user
  .extend({
    /** Local day of `shape`: the last one that has samples, today where there are any. */
    day: localDateParam.nullable(),
    /** That day in 15-minute buckets; empty buckets are absent. */
    shape: z.object({
      t: z.array(epochMs),
      avg: z.array(bpm),
      min: z.array(bpm),
      max: z.array(bpm),
    }),
    restingHeartRate: bpm.nullable(),
    restingHeartRateMethod: z.enum(['vendor', 'lowest-30-minute-mean']).nullable(),
    /** Local day of the resting heart rate: the last one that has one. */
    restingHeartRateDate: localDateParam.nullable(),
    lastRun: run.nullable(),
    /** How the account at the vendor stands; null for users who have connected none. */
    connection: z.enum(connectionStates).nullable(),
  })
  .meta({ id: 'OverviewUser' });
export type OverviewUser = z.infer<typeof overviewUser>;

export const overviewAnswer = z.object({ users: z.array(overviewUser), ...counted });
export type OverviewAnswer = z.infer<typeof overviewAnswer>;
