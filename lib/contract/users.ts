/** `GET /api/users`, `GET /api/users/{id}/summary`. */
import { z } from 'zod';
import { bpm, epochMs, localDateParam, offsetParam, timeZoneName, userIdParam } from './common.ts';
import { userSorts } from './limits.ts';

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

export const usersQuery = z.object({
  q: z
    .string()
    .max(100)
    .optional()
    .meta({ description: 'Part of a name, identifier or source, in any case' }),
  sort: z.enum(userSorts).optional().meta({
    description: 'By name, last sample, resting heart rate, samples or last run; default: by id',
  }),
  offset: offsetParam,
  limit: z.coerce
    .number()
    .int()
    .min(1)
    .max(1000)
    .optional()
    .meta({ description: 'How many to answer with at most; default: all' }),
});

/** How many match and how many there are at all, beside those of the page. */
export const counted = { matching: z.int().nonnegative(), total: z.int().nonnegative() };

export const usersAnswer = z.object({ users: z.array(user), ...counted });

const zone = z.object({
  name: z.string(),
  min: bpm,
  max: bpm,
  minutes: z.number().nonnegative(),
  caloriesOut: z.number().optional(),
});

const summaryDay = z
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
