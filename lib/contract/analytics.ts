/** Questions about many days of one user: rhythm, typical day, distribution and trends. */
import { z } from 'zod';
import { trendPeriods } from '#lib/analytics/trends.ts';
import { daysBetween } from '#lib/time/dateArithmetic.ts';
import { bpm, localDateParam, timeZoneName, userIdParam } from './common.ts';
import { maxAnalysedDays, maxSummarisedDays } from './limits.ts';

const window = z.object({ start: localDateParam, end: localDateParam });

/** The same window, refusing an end before its start and more than `most` days. */
export function orderedDays<S extends z.ZodObject<typeof window.shape>>(
  schema: S,
  most = maxAnalysedDays,
): S {
  return schema
    .refine(({ start, end }) => String(start) <= String(end), {
      error: 'must not be before start',
      path: ['end'],
    })
    .refine(({ start, end }) => daysBetween(String(start), String(end)) < most, {
      error: `must lie within ${most} days from start`,
      path: ['end'],
    });
}

/** Local days, both included. */
export const analysedDays = orderedDays(window);

/** The same, of what is answered from days alone. */
export const summarisedDays = orderedDays(window, maxSummarisedDays);

export const trendsQuery = orderedDays(
  window.extend({
    by: z.enum(trendPeriods).default('week').meta({ description: 'What one point stands for' }),
  }),
  maxSummarisedDays,
).refine(({ start, end, by }) => by !== 'day' || daysBetween(start, end) < maxAnalysedDays, {
  error: `must lie within ${maxAnalysedDays} days from start when by is day; ask by week or month`,
  path: ['end'],
});

const head = {
  userId: userIdParam,
  timeZone: timeZoneName,
  start: localDateParam,
  end: localDateParam,
  unit: z.literal('bpm'),
};
const count = z.int().nonnegative();

export const rhythmAnswer = z
  .object({
    ...head,
    days: z.array(
      z.object({
        date: localDateParam,
        hours: z.array(bpm.nullable()).length(24).meta({
          description: 'Means of the hours 0 to 23 of the user’s clock; null without samples',
        }),
      }),
    ),
  })
  .meta({ id: 'Rhythm' });
export type RhythmAnswer = z.infer<typeof rhythmAnswer>;

const profile = z
  .object({
    minute: z.array(count).meta({ description: 'Minutes after midnight on the user’s clock' }),
    q1: z.array(bpm),
    median: z.array(bpm),
    q3: z.array(bpm),
    count: z.array(count).meta({ description: 'Quarter-hours that the figures rest on' }),
  })
  .meta({ id: 'DayProfile', description: 'Parallel columns, one entry a quarter-hour' });

export const typicalDayAnswer = z
  .object({ ...head, weekdays: profile, weekends: profile })
  .meta({ id: 'TypicalDay' });
export type TypicalDayAnswer = z.infer<typeof typicalDayAnswer>;

export const distributionAnswer = z
  .object({
    ...head,
    minutes: count.meta({ description: 'Minutes with samples in the window' }),
    bpm: z.array(z.int()).meta({ description: 'Whole heart rates that any minute had' }),
    count: z.array(count).meta({ description: 'Minutes at the heart rate in the same place' }),
    q1: bpm.nullable(),
    median: bpm.nullable(),
    q3: bpm.nullable(),
  })
  .meta({ id: 'Distribution' });
export type DistributionAnswer = z.infer<typeof distributionAnswer>;

export const trendsAnswer = z
  .object({
    ...head,
    by: z.enum(trendPeriods),
    restingHeartRateMethod: z.enum(['vendor', 'lowest-30-minute-mean']).nullable(),
    points: z.array(
      z.object({
        start: localDateParam,
        end: localDateParam,
        days: count,
        restingHeartRate: bpm.nullable(),
        restingDays: count,
        rollingMedian: bpm.nullable(),
        rollingKnown: count,
        low: bpm.nullable(),
        mean: bpm.nullable().meta({ description: 'Median of the days’ means' }),
        high: bpm.nullable(),
        zones: z.array(z.object({ name: z.string(), minutes: z.number().nonnegative() })),
      }),
    ),
  })
  .meta({ id: 'Trends' });
export type TrendsAnswer = z.infer<typeof trendsAnswer>;

export const calendarAnswer = z
  .object({
    ...head,
    restingHeartRateMethod: z.enum(['vendor', 'lowest-30-minute-mean']),
    date: z.array(localDateParam).meta({ description: 'Ascending; days without data are absent' }),
    mean: z.array(bpm.nullable()),
    min: z.array(bpm.nullable()),
    max: z.array(bpm.nullable()),
    restingHeartRate: z.array(bpm.nullable()),
    minutesWithData: z.array(count),
  })
  .meta({ id: 'Calendar', description: 'Parallel columns, one entry a local day' });
export type CalendarAnswer = z.infer<typeof calendarAnswer>;
