/** `GET /api/users/{id}/heart-rate` and `GET /api/heart-rate`: a window of heart rate, as columns. */
import { z } from 'zod';
import {
  bpm,
  epochMs,
  instantParam,
  sourceKeyParam,
  startBeforeEnd,
  timeZoneName,
  userIdParam,
  usersParam,
} from './common.ts';
import { defaultPoints, maxPoints, resolutions } from './limits.ts';
import { timesWritten } from './times.ts';

export { defaultPoints, maxPoints, type Resolution } from './limits.ts';

const window = {
  start: instantParam,
  end: instantParam,
  resolution: z
    .enum(['auto', ...resolutions])
    .default('auto')
    .meta({
      description:
        'auto takes the finest that fits `points`; any other is obeyed or refused with a reason',
    }),
  points: z.coerce
    .number()
    .int()
    .min(10)
    .max(maxPoints)
    .default(defaultPoints)
    .meta({ description: 'How many points `auto` may answer with' }),
  times: z.enum(timesWritten).default('absolute').meta({
    description: 'delta writes `t` as its first instant and then steps, in half of the bytes',
  }),
};

const order = { error: 'must be after start', path: ['end'] };

export const heartRateQuery = z
  .object({
    ...window,
    source: sourceKeyParam.optional().meta({
      description:
        'Only the samples of this source of the user, shown or not; no aggregate is kept of it, so that a window with very many samples is answered by days',
    }),
  })
  .refine(startBeforeEnd, order);

export const heartRatesQuery = z
  .object({
    ...window,
    users: usersParam,
    timeZone: timeZoneName
      .optional()
      .meta({ description: 'Zone of the common grid; the first user’s when absent' }),
  })
  .refine(startBeforeEnd, order);

const head = {
  userId: userIdParam,
  timeZone: timeZoneName,
  start: epochMs,
  end: epochMs,
  unit: z.literal('bpm'),
  times: z
    .literal('delta')
    .optional()
    .meta({ description: 'Present where `t` was asked for as its first instant and then steps' }),
};

/** Buckets without a sample are absent. `t` is where each bucket begins; `avg`, `min`, `max` in bpm. */
const bucketedHeartRate = z
  .object({
    ...head,
    resolution: z.enum(['1m', '15m', '1h', '1d']),
    t: z.array(epochMs),
    avg: z.array(bpm),
    min: z.array(bpm),
    max: z.array(bpm),
    count: z.array(z.int().positive()),
  })
  .meta({ id: 'BucketedHeartRate', description: 'Parallel columns; empty buckets are absent' });

const rawHeartRate = z
  .object({ ...head, resolution: z.literal('raw'), t: z.array(epochMs), value: z.array(bpm) })
  .meta({ id: 'RawHeartRate', description: 'Samples as stored; parallel columns' });

export const heartRateAnswer = z.discriminatedUnion('resolution', [
  bucketedHeartRate,
  rawHeartRate,
]);
export const heartRatesAnswer = z.object({ series: z.array(heartRateAnswer) });

export type BucketedHeartRate = z.infer<typeof bucketedHeartRate>;
export type RawHeartRateAnswer = z.infer<typeof rawHeartRate>;
export type HeartRateAnswer = z.infer<typeof heartRateAnswer>;
export type HeartRatesAnswer = z.infer<typeof heartRatesAnswer>;
