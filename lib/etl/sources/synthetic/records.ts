/**
 * The Fitbit Web API's answers for heart rate, as they live on in saved responses:
 * `activities-heart` is the daily summary, `activities-heart-intraday` the samples of one day.
 */
import { z } from 'zod';
import { localDateSchema } from '#lib/time/localDate.ts';

/** One entry of `dataset`: local time of day without an offset; old answers hold `value` as text. */
export const intradayEntrySchema = z.object({
  time: z.string().regex(/^([01]\d|2[0-3])(:[0-5]\d){2}$/, 'must be a time such as 07:00:05'),
  value: z.union([z.number(), z.string()]),
});

export type IntradayEntry = z.infer<typeof intradayEntrySchema>;

const zoneSchema = z.object({
  name: z.string(),
  /** bpm; `max` excluded. */
  min: z.number(),
  max: z.number(),
  minutes: z.number().optional(),
  caloriesOut: z.number().optional(),
});

const activitiesHeartSchema = z.object({
  dateTime: localDateSchema,
  value: z.object({
    customHeartRateZones: z.array(zoneSchema),
    heartRateZones: z.array(zoneSchema),
    /** bpm; absent on days on which the vendor found none. */
    restingHeartRate: z.union([z.number(), z.string()]).optional(),
  }),
});

/** Answer of the daily endpoint: one entry a local day. */
export const dailyHeartRateSchema = z.object({
  'activities-heart': z.array(activitiesHeartSchema),
});

/**
 * Answer of the intraday endpoint, one local day. Only the envelope is checked: a day has 10,000
 * entries, Zod would take longer than all the rest, and the transformer checks every reading anyway.
 */
export const intradayHeartRateSchema = dailyHeartRateSchema.extend({
  'activities-heart-intraday': z.object({
    dataset: z.custom<readonly IntradayEntry[]>(Array.isArray, 'must be an array'),
    datasetInterval: z.number(),
    datasetType: z.string(),
  }),
});

export type DailyHeartRate = z.infer<typeof dailyHeartRateSchema>;
export type IntradayHeartRate = z.infer<typeof intradayHeartRateSchema>;
