/** `GET /api/users`, `GET /api/users/{id}/summary`. */
import { z } from 'zod';
import { bpm, epochMs, localDateParam, timeZoneName, userIdParam } from './common.ts';

export const user = z
  .object({
    id: userIdParam,
    name: z.string(),
    timeZone: timeZoneName,
    source: z
      .string()
      .meta({ description: 'Key of the source that comes first; empty without any' }),
    sources: z
      .array(z.string())
      .meta({ description: 'Keys of all sources, the one that comes first at the front' }),
    firstSample: epochMs.nullable(),
    lastSample: epochMs.nullable(),
    sampleCount: z.int().nonnegative(),
  })
  .meta({ id: 'User' });
export type User = z.infer<typeof user>;

export const usersAnswer = z.object({ users: z.array(user) });

const zone = z.object({
  name: z.string(),
  min: bpm,
  max: bpm,
  minutes: z.number().nonnegative(),
  caloriesOut: z.number().optional(),
});

export const summaryDay = z
  .object({
    date: localDateParam,
    restingHeartRate: bpm.nullable(),
    restingHeartRateMethod: z.enum(['vendor', 'lowest-30-minute-mean']).nullable().meta({
      description:
        'How the resting heart rate was found; methods are not comparable with each other',
    }),
    heartRateZones: z.array(zone),
    customHeartRateZones: z.array(zone),
    minutesWithData: z.int().nonnegative(),
    sampleCount: z.int().nonnegative(),
    mean: bpm.nullable(),
    min: bpm.nullable(),
    max: bpm.nullable(),
  })
  .meta({ id: 'SummaryDay', description: 'One local day' });
export type SummaryDay = z.infer<typeof summaryDay>;

export const summaryQuery = z
  .object({ start: localDateParam, end: localDateParam })
  .refine((range) => range.start <= range.end, {
    error: 'must not be before start',
    path: ['end'],
  });

/** Days without data are absent. `end` is included. */
export const summaryAnswer = z.object({
  userId: userIdParam,
  timeZone: timeZoneName,
  days: z.array(summaryDay),
});
export type SummaryAnswer = z.infer<typeof summaryAnswer>;
