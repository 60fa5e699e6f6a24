/** `GET /api/users/{id}/statistics`: a window of heart rate in a few figures. */
import { z } from 'zod';
import { bpm, epochMs, instantParam, startBeforeEnd, timeZoneName, userIdParam } from './common.ts';

export const statisticsQuery = z
  .object({ start: instantParam, end: instantParam })
  .refine(startBeforeEnd, { error: 'must be after start', path: ['end'] });

const zoneTime = z.object({
  name: z.string(),
  min: bpm,
  max: bpm,
  minutes: z.number().nonnegative(),
});

export const statisticsAnswer = z
  .object({
    userId: userIdParam,
    timeZone: timeZoneName,
    start: epochMs,
    end: epochMs,
    unit: z.literal('bpm'),
    samples: z.int().nonnegative(),
    mean: bpm.nullable(),
    min: bpm.nullable(),
    max: bpm.nullable(),
    minutesWithData: z.int().nonnegative(),
    coverage: z
      .number()
      .min(0)
      .max(1)
      .meta({ description: 'Share of the window’s minutes that have at least one sample' }),
    zones: z.array(zoneTime).meta({
      description: 'Minutes in each of the user’s zones, from the lowest; empty without zones',
    }),
  })
  .meta({ id: 'WindowStatistics' });
export type StatisticsAnswer = z.infer<typeof statisticsAnswer>;
export type ZoneTime = z.infer<typeof zoneTime>;
